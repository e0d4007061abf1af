using System.Security.Cryptography;
using System.Text;

namespace AiDevFramework.Gateway.Security;

/// <summary>A key made from the admin token for one use: every gateway has the same, and a new token ends what was signed with it.</summary>
/// <param name="use">Tells the keys of different uses apart.</param>
internal sealed class DerivedKey(AdminToken admin, string use)
{
    private volatile Derivation? _last;

    /// <summary>32 bytes.</summary>
    public byte[] Now
    {
        get
        {
            var token = admin.Value;
            if (_last is not { } last || last.Token != token)
            {
                _last = last = new Derivation(token, HKDF.DeriveKey(
                    HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(token), outputLength: 32, info: Encoding.ASCII.GetBytes(use)));
            }

            return last.Key;
        }
    }

    private sealed class Derivation(string token, byte[] key)
    {
        public string Token { get; } = token;

        public byte[] Key { get; } = key;
    }
}
