using Jobs.Core;

namespace Jobs.Workers;

/// <summary>Between what a step returns and what is kept of it. The first attempt gets what was kept as well, so that it sees what later ones will see.</summary>
internal static class StepValues
{
    /// <exception cref="PermanentJobException">It can not be kept, or not be read back: doing the step again would end the same way.</exception>
    public static StepResult Write<TResult>(string key, TResult value)
    {
        StepResult step;
        try
        {
            step = new StepResult(key, value is null ? null : TypedPayload.Write(value));
        }
        catch (Exception e)
        {
            throw new PermanentJobException($"The result of step '{key}' can not be written as JSON: {e.Message}", e);
        }

        Read<TResult>(step);
        return step;
    }

    /// <exception cref="PermanentJobException">The kept result is not a <typeparamref name="TResult"/>.</exception>
    public static TResult Read<TResult>(StepResult step)
    {
        if (step.Result is null)
            return default!;
        try
        {
            return TypedPayload.Read<TResult>(step.Result);
        }
        catch (RejectException e)
        {
            throw new PermanentJobException($"The kept result of step '{step.Key}' is not a {typeof(TResult).Name}: {e.Error.Message} Give a step that returns something else another key.", e);
        }
    }
}
