namespace Jobs;

/// <summary>The bounds of steps that a job does once: <see cref="JobContext.OnceAsync{TResult}"/>.</summary>
public static class StepBounds
{
    /// <summary>Steps that one job keeps.</summary>
    public const int StepsMax = 100;

    /// <summary>Longest key, in characters.</summary>
    public const int KeyLengthMax = 256;

    /// <summary>Largest result of one step, as JSON.</summary>
    public const int ResultBytesMax = 64 * 1024;

    /// <summary>Results of all steps of one job together.</summary>
    public const int ResultsBytesMax = 1024 * 1024;
}
