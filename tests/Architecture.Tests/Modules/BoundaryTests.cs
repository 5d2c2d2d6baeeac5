using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using SmartAI.Platform.Modules;

namespace SmartAI.Architecture.Tests.Modules;

public sealed class BoundaryTests
{
    [Fact]
    public void Every_folder_with_a_module_project_is_in_the_server()
    {
        House.Catalog.Modules.Select(m => m.GetType().Assembly.GetName().Name!).ShouldBe(House.ModuleProjects.Keys, ignoreOrder: true);
        House.Catalog.Modules.Select(m => m.Name).Distinct().Count().ShouldBe(House.Catalog.Modules.Count);
    }

    [Fact]
    public void Modules_know_the_kernel_and_the_contracts_of_modules_before_them()
    {
        var modules = House.Catalog.Modules.Select(m => Image(m.GetType().Assembly)).ToList();

        modules.ShouldNotBeEmpty();
        Boundaries.Violations(modules).ShouldBeEmpty();
    }

    [Fact]
    public void The_kernel_knows_no_module() => Boundaries.KernelViolations(Image(typeof(IModule).Assembly)).ShouldBeEmpty();

    [Fact]
    public void A_module_that_reaches_forward_is_reported()
    {
        // The planted SmartAI.System keeps a field of the later module's own class.
        var later = House.Catalog.Modules[^1].GetType();
        using var planted = Planted("SmartAI.System", "SmartAI.System.Reacher", TypeAttributes.NotPublic, later);
        using var real = Image(later.Assembly);

        var found = Boundaries.Violations([planted, real]);

        found.ShouldContain($"SmartAI.System references {real.Name}, which comes after it: let SmartAI.System listen to an event instead.");
        found.ShouldContain($"SmartAI.System uses {later.FullName} of {real.Name}: only its Contracts are for others.");
    }

    [Fact]
    public void A_module_that_shows_its_inside_is_reported()
    {
        using var planted = Planted("SmartAI.Planted", "SmartAI.Planted.Users.User", TypeAttributes.Public, typeof(string));

        Boundaries
            .Violations([planted])
            .ShouldHaveSingleItem()
            .ShouldBe("SmartAI.Planted shows SmartAI.Planted.Users.User: make it internal, or put it in Contracts.");
    }

    [Fact]
    public void A_contract_may_be_shown()
    {
        using var planted = Planted("SmartAI.Planted", "SmartAI.Planted.Contracts.UserLocked", TypeAttributes.Public, typeof(string));

        Boundaries.Violations([planted]).ShouldBeEmpty();
    }

    [Fact]
    public void A_module_that_lets_another_look_inside_is_reported()
    {
        using var planted = Planted(
            "SmartAI.Planted",
            "SmartAI.Planted.User",
            TypeAttributes.NotPublic,
            typeof(string),
            friend: "SmartAI.Files"
        );

        Boundaries.Violations([planted]).ShouldHaveSingleItem().ShouldContain("lets SmartAI.Files look inside");
    }

    [Fact]
    public void A_kernel_that_knows_a_module_is_reported()
    {
        using var planted = Planted(
            "SmartAI.Platform",
            "SmartAI.Platform.Knower",
            TypeAttributes.NotPublic,
            House.Catalog.Modules[0].GetType()
        );

        Boundaries.KernelViolations(planted).ShouldHaveSingleItem().ShouldContain("the kernel knows no module");
    }

    private static ModuleImage Image(Assembly assembly) => new(File.OpenRead(assembly.Location));

    /// <summary>An assembly with one type that has one field, as the compiler would write it.</summary>
    private static ModuleImage Planted(string name, string type, TypeAttributes visibility, Type field, string? friend = null)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        if (friend is not null)
            assembly.SetCustomAttribute(
                new CustomAttributeBuilder(typeof(InternalsVisibleToAttribute).GetConstructor([typeof(string)])!, [friend])
            );
        var planted = assembly.DefineDynamicModule(name).DefineType(type, visibility | TypeAttributes.Class);
        planted.DefineField("Borrowed", field, FieldAttributes.Public);
        planted.CreateType();
        var image = new MemoryStream();
        assembly.Save(image);
        image.Position = 0;
        return new ModuleImage(image);
    }
}
