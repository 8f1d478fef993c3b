using System.Reflection;
using System.Text;

namespace Kinerja.Core.Tests.House;

/// <summary>The public surface is written down; a change of it is a change of a file that is reviewed.</summary>
/// <remarks>KINERJA_WRITE_GOLDEN=1 writes the file anew.</remarks>
public class PublicApiTests
{
    [Fact]
    public void PublicSurface_IsTheOneWrittenDown()
    {
        var surface = Describe(typeof(AppraisalPolicy).Assembly);
        var file = RepositoryFolder.At("src", "Kinerja.Core", "PublicAPI.Unshipped.txt");
        if (Environment.GetEnvironmentVariable("KINERJA_WRITE_GOLDEN") == "1")
            File.WriteAllText(file, surface);
        Assert.Equal(File.ReadAllText(file), surface);
    }

    private static string Describe(Assembly assembly)
    {
        var lines = new List<string>();
        foreach (var type in assembly.GetExportedTypes())
        {
            lines.Add(Name(type));
            var members = type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(member => !IsMadeByCompiler(member));
            lines.AddRange(members.Select(member => $"{Name(type)}.{Member(member)}"));
        }

        var text = new StringBuilder();
        foreach (var line in lines.Distinct().Order(StringComparer.Ordinal))
            text.Append(line).Append('\n');
        return text.ToString();
    }

    // Accessors stand with their properties; what records bring along is the same for all.
    private static bool IsMadeByCompiler(MemberInfo member) =>
        member is MethodInfo { IsSpecialName: true } method && !method.Name.StartsWith("op_", StringComparison.Ordinal)
        || member.Name is "<Clone>$" or "Deconstruct" or "PrintMembers" or "GetHashCode" or "ToString" or "value__"
        || (member is MethodInfo { Name: "Equals" })
        || (member is MethodInfo { Name: "op_Equality" or "op_Inequality" } && member.DeclaringType!.GetMethod("<Clone>$") is not null);

    private static string Member(MemberInfo member) => member switch
    {
        MethodInfo method => $"{method.Name}({Parameters(method)}) -> {Name(method.ReturnType)}",
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        PropertyInfo property => $"{property.Name} {{ get;{(property.SetMethod is { IsPublic: true } ? " init;" : "")} }} -> {Name(property.PropertyType)}",
        FieldInfo field => $"{field.Name} -> {Name(field.FieldType)}",
        _ => member.Name,
    };

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"));

    private static string Name(Type type)
    {
        if (!type.IsGenericType)
            return type.Namespace == "System" ? type.Name : type.FullName ?? type.Name;
        var arguments = string.Join(", ", type.GetGenericArguments().Select(Name));
        return $"{type.Name[..type.Name.IndexOf('`')]}<{arguments}>";
    }
}
