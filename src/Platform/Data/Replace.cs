using System.Linq.Expressions;

namespace SmartAI.Platform.Data;

/// <summary>Puts one expression in the place of another.</summary>
internal sealed class Replace(Expression old, Expression replacement) : ExpressionVisitor
{
    public static Expression In(Expression tree, Expression old, Expression replacement) => new Replace(old, replacement).Visit(tree)!;

    public override Expression? Visit(Expression? node) => node == old ? replacement : base.Visit(node);
}
