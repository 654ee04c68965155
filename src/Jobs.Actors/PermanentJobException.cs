namespace Jobs;

/// <summary>Thrown by a handler when no retry can help: the job goes to the dead letters at once.</summary>
public class PermanentJobException : Exception
{
    public PermanentJobException()
        : base("The job can not succeed.")
    {
    }

    public PermanentJobException(string message)
        : base(message)
    {
    }

    public PermanentJobException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
