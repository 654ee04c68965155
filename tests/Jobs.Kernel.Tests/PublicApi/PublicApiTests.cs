using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Akka.Actor;

namespace Jobs.Kernel.Tests.PublicApi;

/// <summary>
/// What the kernel shows is a part of Akka.NET's API, and grows on purpose only. After such a change copy the file that the failure names over the approved one.
/// </summary>
public sealed class PublicApiTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void The_public_surface_is_the_approved_one()
    {
        var approvedFile = Path.Combine(Here(), "Jobs.Kernel.approved.txt");
        var receivedFile = Path.Combine(AppContext.BaseDirectory, "Jobs.Kernel.received.txt");
        var received = Describe(typeof(ActorSystem).Assembly);
        File.WriteAllText(receivedFile, received);

        Assert.True(File.Exists(approvedFile) && File.ReadAllText(approvedFile) == received, $"the public API differs: compare {receivedFile} with {approvedFile}");
    }

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type)).Append(Bases(type)).Append('\n');
            foreach (var line in type.GetMembers(Declared).Select(Describe).OfType<string>().Distinct().Order(StringComparer.Ordinal))
                text.Append("    ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum)
            return "enum";
        if (type.IsInterface)
            return "interface";
        if (type.IsValueType)
            return "struct";
        if (type.IsSubclassOf(typeof(Delegate)))
            return "delegate";
        return (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static class",
            (true, false) => "abstract class",
            (false, true) => "sealed class",
            _ => "class",
        };
    }

    private static string Bases(Type type)
    {
        var parent = type.BaseType is { } known && known != typeof(object) && known != typeof(ValueType) && known != typeof(Enum) && known != typeof(MulticastDelegate)
            ? [known]
            : Type.EmptyTypes;
        var bases = parent.Concat(type.IsEnum ? [] : type.GetInterfaces().Where(item => item.IsPublic).OrderBy(Name, StringComparer.Ordinal)).Select(Name).ToList();
        return bases.Count == 0 ? "" : $" : {string.Join(", ", bases)}";
    }

    private static string? Describe(MemberInfo member) => member switch
    {
        FieldInfo { IsSpecialName: false } field when IsVisible(field.Attributes) => $"{Modifiers(field.IsFamily, field.IsStatic)}{Name(field.FieldType)} {field.Name}",
        ConstructorInfo constructor when IsVisible(constructor) => $"{Modifiers(constructor.IsFamily, isStatic: false)}new({Parameters(constructor)})",
        MethodInfo method when IsVisible(method) && !method.Name.Contains('<', StringComparison.Ordinal) => Describe(method),
        _ => null,
    };

    private static string Describe(MethodInfo method)
    {
        var generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        var inheritance = (method.IsAbstract, method.IsVirtual && !method.IsFinal) switch
        {
            _ when method.DeclaringType!.IsInterface => "",
            (true, _) => "abstract ",
            (_, true) when method.GetBaseDefinition() != method => "override ",
            (_, true) => "virtual ",
            _ => "",
        };
        return $"{Modifiers(method.IsFamily || method.IsFamilyOrAssembly, method.IsStatic)}{inheritance}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldAttributes attributes)
        => (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static string Modifiers(bool isProtected, bool isStatic) => (isProtected ? "protected " : "") + (isStatic ? "static " : "");

    private static string Parameters(MethodBase method)
    {
        var isExtension = method.IsDefined(typeof(ExtensionAttribute));
        return string.Join(", ", method.GetParameters().Select((parameter, i) =>
            $"{(isExtension && i == 0 ? "this " : "")}{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? " = " + (parameter.RawDefaultValue ?? "null") : "")}"));
    }

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsByRef)
            return "ref " + Name(type.GetElementType()!);
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        var name = (type.IsNested ? Name(type.DeclaringType!) + "." : type.Namespace + ".") + type.Name.Split('`')[0];
        return type.IsGenericType && !type.IsNested ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
