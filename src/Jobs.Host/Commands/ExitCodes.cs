namespace Jobs.Host.Commands;

internal static class ExitCodes
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int NotFound = 3;
    public const int Conflict = 4;
    public const int NotAuthorised = 5;
    public const int Unreachable = 6;
    public const int Interrupted = 130;
}
