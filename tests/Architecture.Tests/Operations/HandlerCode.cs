using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using SmartAI.Platform.Errors;

namespace SmartAI.Architecture.Tests.Operations;

/// <summary>Reads which errors a handler's code can name: its own instructions, and those of everything in its assembly that it calls.</summary>
internal static class HandlerCode
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(c => c.Value);

    internal static IReadOnlySet<Error> ErrorsOf(MethodInfo handler)
    {
        var (errors, seen, waiting) = (new HashSet<Error>(), new HashSet<MethodBase>(), new Stack<MethodBase>([handler]));
        while (waiting.TryPop(out var method))
        {
            if (!seen.Add(method) || method.DeclaringType?.Assembly != handler.DeclaringType!.Assembly)
                continue;
            // An async method or an iterator keeps its code in a class that the compiler makes.
            if (
                method
                    .GetCustomAttribute<StateMachineAttribute>()
                    ?.StateMachineType.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic) is
                { } moveNext
            )
                waiting.Push(moveNext);
            var named = Named(method).ToList();
            foreach (var called in named.OfType<MethodBase>())
                waiting.Push(called);
            // Who asks an error for its code wants a word, such as a reason to show; who fails with it asks for the problem.
            for (var at = 0; at < named.Count; at++)
                if (
                    named[at] is FieldInfo { IsStatic: true } field
                    && field.FieldType == typeof(Error)
                    && field.DeclaringType!.Assembly == handler.DeclaringType.Assembly
                )
                    if (named.ElementAtOrDefault(at + 1)?.Name != "get_Code")
                        errors.Add((Error)field.GetValue(null)!);
        }

        return errors;
    }

    private static IEnumerable<MemberInfo> Named(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            yield break;
        var (types, arguments) = (method.DeclaringType!.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : []);
        for (var at = 0; at < code.Length; )
        {
            var value = code[at++] is var first && first == 0xFE ? (short)(0xFE00 | code[at++]) : first;
            var operation = Codes[value];
            if (operation.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok)
                if (method.Module.ResolveMember(BitConverter.ToInt32(code, at), types, arguments) is { } member)
                    yield return member;
            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
