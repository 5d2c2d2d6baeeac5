using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using SmartAI.Platform.Modules;

namespace SmartAI.Platform.Operations.OpenApi;

/// <summary>What stands around the operations, and what can be told only when all of them are there.</summary>
internal static class DocumentFrame
{
    internal const string Session = "session";
    internal const string Bearer = "bearer";

    internal static Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        document.Info = new OpenApiInfo
        {
            Title = "SmartAIPlatForm",
            Version = OperationDocument.Name,
            Description =
                "Every operation of the platform. Errors are problem details with a stable `code`; lists are pages with a cursor; changes take an ETag. "
                + "`x-permission` names what a call needs, `x-tool` how the assistant and MCP clients may use it.",
            // Without addresses: they would be the installation's, and the document is the same in all of them.
            Contact = new OpenApiContact { Name = "Whoever runs this installation" },
            License = new OpenApiLicense { Name = "Apache License 2.0", Identifier = "Apache-2.0" },
        };
        // Relative, so that the document does not depend on who asks for it and where from.
        document.Servers = [new OpenApiServer { Url = "/" }];
        DescribeTags(document, context.ApplicationServices.GetService<ModuleCatalog>());
        AddSecurity(document);
        document.AddComponent<IOpenApiSchema>(ProblemSchema.FieldErrorName, ProblemSchema.FieldError());
        document.AddComponent<IOpenApiSchema>(ProblemSchema.Name, ProblemSchema.Schema(document));
        MemberRules.Apply(document);
        PatchMembers.Apply(document);
        EntityTags.Apply(document);
        BodyExamples.Apply(document);
        return Task.CompletedTask;
    }

    /// <summary>Every operation, in the order of its address.</summary>
    internal static IEnumerable<OpenApiOperation> Operations(this OpenApiDocument document) =>
        document.Paths.Values.Where(path => path.Operations is not null).SelectMany(path => path.Operations!.Values);

    private static void DescribeTags(OpenApiDocument document, ModuleCatalog? modules)
    {
        var names = document
            .Operations()
            .SelectMany(o => o.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(t => t.Reference.Id!)
            .Distinct()
            .Order(StringComparer.Ordinal);
        document.Tags = new HashSet<OpenApiTag>(
            names.Select(name => new OpenApiTag { Name = name, Description = Describe(name, modules) })
        );
    }

    private static string Describe(string tag, ModuleCatalog? modules)
    {
        var permissions = modules?.Modules.FirstOrDefault(m => m.Name == tag)?.Permissions ?? [];
        return permissions.Count == 0
            ? $"The operations of the module {tag}."
            : $"The operations of the module {tag}. Its permissions:\n\n"
                + string.Join('\n', permissions.Select(p => $"- `{p.Name}`: {p.Description}"));
    }

    private static void AddSecurity(OpenApiDocument document)
    {
        document.AddComponent<IOpenApiSecurityScheme>(
            Session,
            new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = "__Host-smartai",
                Description =
                    "The web app's session, begun by signing in (the cookie is called `smartai` on plain-http localhost). Changing calls also need the header "
                    + "`X-CSRF-Token` with the `antiforgeryToken` of `GET /api/v1/session`.",
            }
        );
        document.AddComponent<IOpenApiSecurityScheme>(
            Bearer,
            new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A personal access token (`sai_pat_...`). It can do what its owner's roles and its own scopes both allow.",
            }
        );
    }
}
