using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor.Internal;

/// <summary>Reads the arguments of a <c>new</c> expression. Constants, captured variables and fields need no compiler; the rest is interpreted.</summary>
internal static class ArgumentEvaluation
{
    public static object?[] Evaluate(IReadOnlyList<Expression> arguments) => [.. arguments.Select(Evaluate)];

    private static object? Evaluate(Expression expression) => TryRead(expression, out var value)
        ? value
        : Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)();

    private static bool TryRead(Expression? expression, out object? value)
    {
        switch (expression)
        {
            case null:
                value = null;
                return true;
            case ConstantExpression constant:
                value = constant.Value;
                return true;
            case MemberExpression { Member: FieldInfo field } member when TryRead(member.Expression, out var owner):
                value = field.GetValue(owner);
                return true;
            default:
                value = null;
                return false;
        }
    }
}
