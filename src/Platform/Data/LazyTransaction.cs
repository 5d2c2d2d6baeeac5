using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SmartAI.Platform.Data;

/// <summary>
/// Opens the operation's transaction before the first statement that writes past the change tracker (ExecuteUpdate, ExecuteDelete, raw SQL). Reads
/// and password hashing before it hold no connection: a sign-in storm would otherwise empty the pool.
/// </summary>
internal sealed class LazyTransaction : DbCommandInterceptor
{
    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is ModuleDbContext { DefersCommit: true } context)
            await context.BeginAsync(cancellationToken);
        return result;
    }
}
