using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SmartAI.Architecture.Tests.Modules;

/// <summary>A compiled module as its metadata tells it, without loading it.</summary>
internal sealed class ModuleImage : IDisposable
{
    private readonly PEReader _file;

    internal ModuleImage(Stream file)
    {
        _file = new PEReader(file);
        Metadata = _file.GetMetadataReader();
    }

    internal MetadataReader Metadata { get; }

    internal string Name => Text(Metadata.GetAssemblyDefinition().Name);

    /// <summary>The assemblies of ours that it is compiled against.</summary>
    internal IEnumerable<string> References =>
        Metadata
            .AssemblyReferences.Select(h => Text(Metadata.GetAssemblyReference(h).Name))
            .Where(n => n.StartsWith("SmartAI.", StringComparison.Ordinal) || n == "smartai");

    /// <summary>The types of other assemblies of ours that its code names: assembly, namespace and name.</summary>
    internal IEnumerable<(string Assembly, string Namespace, string Name)> Uses =>
        from handle in Metadata.TypeReferences
        let type = Metadata.GetTypeReference(handle)
        where type.ResolutionScope.Kind == HandleKind.AssemblyReference
        let assembly = Text(Metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)
        where assembly.StartsWith("SmartAI.", StringComparison.Ordinal)
        select (assembly, Text(type.Namespace), Text(type.Name));

    /// <summary>Its public types outside of any other type.</summary>
    internal IEnumerable<(string Namespace, string Name, bool IsModule, bool IsMigration)> PublicTypes =>
        from handle in Metadata.TypeDefinitions
        let type = Metadata.GetTypeDefinition(handle)
        where (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public
        let implements = type.GetInterfaceImplementations().Select(i => NameOf(Metadata.GetInterfaceImplementation(i).Interface))
        select (Text(type.Namespace), Text(type.Name), implements.Contains("IModule"), NameOf(type.BaseType) == "Migration");

    /// <summary>The assemblies that may look inside.</summary>
    internal IEnumerable<string> Friends =>
        from handle in Metadata.GetAssemblyDefinition().GetCustomAttributes()
        let attribute = Metadata.GetCustomAttribute(handle)
        where attribute.Constructor.Kind == HandleKind.MemberReference
        where NameOf(Metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent) == "InternalsVisibleToAttribute"
        select FirstArgument(attribute);

    public void Dispose() => _file.Dispose();

    private string FirstArgument(CustomAttribute attribute)
    {
        var value = Metadata.GetBlobReader(attribute.Value);
        value.ReadUInt16(); // the prolog of every attribute's value (ECMA-335, II.23.3)
        return value.ReadSerializedString() ?? "";
    }

    private string NameOf(EntityHandle type) =>
        type.Kind switch
        {
            HandleKind.TypeReference => Text(Metadata.GetTypeReference((TypeReferenceHandle)type).Name),
            HandleKind.TypeDefinition when !type.IsNil => Text(Metadata.GetTypeDefinition((TypeDefinitionHandle)type).Name),
            _ => "",
        };

    private string Text(StringHandle handle) => Metadata.GetString(handle);
}
