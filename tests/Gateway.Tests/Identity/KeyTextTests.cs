using AiDevFramework.Gateway.Identity;

namespace AiDevFramework.Gateway.Tests.Identity;

public sealed class KeyTextTests
{
    [Fact]
    public void Read_OfAKeyThatWasMade_GivesItsIdAndDigest()
    {
        var (text, made) = KeyText.Make();

        var read = KeyText.Read(text);

        Assert.Matches("^aidev_[0-9a-f]{16}_[0-9a-f]{64}_[0-9a-f]{8}$", text);
        Assert.NotNull(read);
        Assert.Equal(made.Id, read.Id);
        Assert.Equal(made.Digest, read.Digest);
        Assert.NotEqual(text, KeyText.Make().Text);
    }

    [Fact]
    public void Read_WithAnyOneCharacterChangedCutOrAdded_GivesNothing()
    {
        var (text, _) = KeyText.Make();

        for (var index = 0; index < text.Length; index++)
        {
            foreach (var letter in "0fFg_- \0é")
            {
                if (text[index] != letter)
                {
                    Assert.Null(KeyText.Read($"{text[..index]}{letter}{text[(index + 1)..]}"));
                }
            }

            Assert.Null(KeyText.Read(text.Remove(index, 1)));
            Assert.Null(KeyText.Read(text.Insert(index, "0")));
        }

        Assert.Null(KeyText.Read(text.ToUpperInvariant()));
        Assert.Null(KeyText.Read(""));
        Assert.Null(KeyText.Read(new string('_', text.Length)));
    }

    [Fact]
    public void Read_OfScopes_GivesThemBackInOneOrder()
    {
        Assert.Equal(Scopes.PlansRead | Scopes.Keys, ScopeNames.Read(["keys", "plans:read", "unheard:of"]));
        Assert.Equal(["plans:read", "keys"], ScopeNames.Of(Scopes.Keys | Scopes.PlansRead));
        Assert.Equal(ScopeNames.All, ScopeNames.Of(Scopes.All));
    }
}
