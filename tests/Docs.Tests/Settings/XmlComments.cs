using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.Configuration;

namespace AiDevFramework.Docs.Tests.Settings;

/// <summary>The documentation comments of the product's assemblies, as Markdown.</summary>
internal sealed partial class XmlComments
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _settingNames = new(StringComparer.Ordinal);

    public XmlComments(IEnumerable<Assembly> assemblies)
    {
        foreach (var assembly in assemblies)
        {
            foreach (var member in XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"))
            {
                _members[member.Attribute("name")!.Value] = member;
            }

            foreach (var property in assembly.GetTypes().SelectMany(type => type.GetProperties()))
            {
                if (property.GetCustomAttribute<ConfigurationKeyNameAttribute>() is { } key)
                {
                    _settingNames[IdOf(property)] = key.Name;
                }
            }
        }
    }

    public string SummaryOf(MemberInfo member) => Markdown(Element(IdOf(member), "summary"));

    public string RemarksOf(MemberInfo member) => Markdown(Element(IdOf(member), "remarks"));

    public string? ExampleOf(MemberInfo member) => Element(IdOf(member), "example")?.Value.Trim();

    private static string IdOf(MemberInfo member) => member is Type type ? $"T:{type.FullName}" : $"P:{member.DeclaringType!.FullName}.{member.Name}";

    private XElement? Element(string id, string name)
    {
        var member = _members.GetValueOrDefault(id);
        return member?.Element(name)
            ?? (member?.Element("inheritdoc")?.Attribute("cref")?.Value is { } other ? Element(other, name) : null);
    }

    private string Markdown(XElement? element) =>
        element is null ? "" : Blanks().Replace(string.Concat(element.Nodes().Select(Markdown)), " ").Trim();

    private string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "em" or "i" } emphasis => $"*{emphasis.Value}*",
        XElement { Name.LocalName: "see" } link when link.Attribute("cref")?.Value is { } id => $"`{_settingNames.GetValueOrDefault(id) ?? id.Split('.')[^1]}`",
        XElement { Name.LocalName: "see" } link when link.Attribute("langword")?.Value is { } word => $"`{word}`",
        XElement inner => Markdown(inner),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
