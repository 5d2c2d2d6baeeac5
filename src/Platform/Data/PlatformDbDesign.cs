using Microsoft.EntityFrameworkCore.Design;

namespace SmartAI.Platform.Data;

/// <summary>Lets <c>dotnet ef migrations add</c> see the kernel's model.</summary>
internal sealed class PlatformDbDesign : IDesignTimeDbContextFactory<PlatformDb>
{
    public PlatformDb CreateDbContext(string[] args) => new(DatabaseExtensions.DesignTime<PlatformDb>("platform"));
}
