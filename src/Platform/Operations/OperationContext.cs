using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Platform.Operations;

/// <summary>What runs right now, one per dependency-injection scope: who, through which face, from where. The audit trail is written from it.</summary>
public sealed class OperationContext
{
    /// <summary>The operation id, or the name of the job or command.</summary>
    public string Operation { get; private set; } = "none";

    /// <summary>The face that it came through.</summary>
    public Face Face { get; private set; } = Face.Job;

    /// <summary>The person, or null for nobody and for the system itself.</summary>
    public Caller? Caller { get; private set; }

    /// <summary>The trace id: the same from the browser to the last job that the request caused.</summary>
    public string RequestId { get; private set; } = Activity.Current?.TraceId.ToHexString() ?? ActivityTraceId.CreateRandom().ToHexString();

    /// <summary>The network address of the client, after trusted proxies.</summary>
    public string? Address { get; private set; }

    /// <summary>The client's own description (User-Agent), cut at 300 characters.</summary>
    public string? Client { get; private set; }

    /// <summary>What a refusal or failure of this operation is about, for its audit entry.</summary>
    internal (string Type, string Id, string? Name)? Subject { get; private set; }

    /// <summary>
    /// Names what the operation is about where its address does not, or adds the name to it, so that the trail says it of a refusal too. Successes name
    /// their target with the action.
    /// </summary>
    public void About(string targetType, object id, string? name) => Subject = (targetType, id.ToString()!, name);

    /// <summary>True while changes wait for the operation's success: the first write then opens the one transaction.</summary>
    internal bool DefersCommit { get; set; }

    /// <summary>The context whose transaction is open, if any.</summary>
    internal ModuleDbContext? Enlisted { get; private set; }

    internal void Enlist(ModuleDbContext context)
    {
        if (Enlisted is not null && Enlisted != context)
            throw new InvalidOperationException(
                $"{Operation} changed data through {Enlisted.GetType().Name} and {context.GetType().Name}: an operation changes one module's data; tell others by event or job."
            );
        Enlisted = context;
    }

    internal void Begin(HttpContext http, OperationInfo info)
    {
        Operation = info.Name.Id;
        Caller = Caller.Of(http);
        Face = http.Features.Get<FaceFeature>()?.Face ?? Caller?.Face ?? Face.Web;
        RequestId = Activity.Current?.TraceId.ToHexString() ?? RequestId;
        Address = http.Connection.RemoteIpAddress?.ToString();
        Client = http.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent[..Math.Min(agent.Length, 300)] : null;
        // Of somebody known only: a stranger's refusals are counted per subject, and trying id after id would make an entry of each.
        if (Caller is not null && info.Target?.IdIn(http) is { } id)
            Subject = (info.Target.Type, id, null);
    }

    /// <summary>Names what the kernel does about a tool call, in the name of its caller.</summary>
    internal void Begin(string operation, ToolCall call)
    {
        Begin(operation, call.Face);
        Caller = call.Caller;
        Address = call.Origin.Address?.ToString();
        Client = call.Origin.Client is { Length: > 0 } agent ? agent[..Math.Min(agent.Length, 300)] : null;
    }

    /// <summary>Names what runs outside of HTTP: a job or a maintenance verb.</summary>
    public void Begin(string operation, Face face)
    {
        Operation = operation;
        Face = face;
    }
}

/// <summary>Set on a request made in process by a face other than the caller's own credential.</summary>
internal sealed record FaceFeature(Face Face);
