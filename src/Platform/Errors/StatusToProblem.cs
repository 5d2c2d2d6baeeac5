using Microsoft.AspNetCore.Http;

namespace SmartAI.Platform.Errors;

/// <summary>Bare statuses that the framework itself answers with (no such route, wrong method, wrong content type) as problem details.</summary>
internal static class StatusToProblem
{
    internal static Task WriteAsync(HttpContext http)
    {
        var error = http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => PlatformErrors.NotFound,
            StatusCodes.Status405MethodNotAllowed => PlatformErrors.MethodNotAllowed,
            StatusCodes.Status413PayloadTooLarge => PlatformErrors.TooLarge,
            StatusCodes.Status415UnsupportedMediaType => PlatformErrors.UnsupportedType,
            StatusCodes.Status400BadRequest => PlatformErrors.BadRequest,
            _ => null,
        };
        return error is null ? Task.CompletedTask : error.ToProblem().ExecuteAsync(http);
    }
}
