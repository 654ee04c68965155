using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;

namespace Jobs.Core.Tests.Model;

/// <summary>Random sequences of steps. One that fails is shortened as far as it still fails, and printed with its seed.</summary>
internal static class Sequences
{
    public static void Hold<TStep>(ITestOutputHelper output, Gen<TStep> step, int sequences, int steps, Action<IReadOnlyList<TStep>> run)
    {
        var replay = new Replay(new Rnd((ulong)Seeds.Next(output)), FSharpOption<int>.None);
        var config = Config.QuickThrowOnFailure.WithMaxTest(sequences).WithReplay(FSharpOption<Replay>.Some(replay));
        Check.One(config, Prop.ForAll(Arb.From(Gen.ArrayOf(step, steps), Shorter), (TStep[] sequence) => run(sequence)));
    }

    private static IEnumerable<TStep[]> Shorter<TStep>(TStep[] steps)
    {
        for (var cut = steps.Length / 2; cut >= 1; cut /= 2)
        {
            for (var from = 0; from < steps.Length; from += cut)
                yield return [.. steps[..from], .. steps[Math.Min(from + cut, steps.Length)..]];
        }
    }
}
