using Microsoft.Extensions.Logging;

namespace Jobs.Telemetry;

/// <summary>What the index says to those who run it. Ids 300 to 399.</summary>
internal static partial class IndexLog
{
    [LoggerMessage(300, LogLevel.Error, "The index could not be written: {Parts} parts, the first of {PersistenceId}. Several are tried one by one; what fails alone is sent again by its queue, which goes on meanwhile.")]
    public static partial void WriteFailed(ILogger logger, int parts, string persistenceId, Exception cause);

    [LoggerMessage(310, LogLevel.Warning, "Queue {Queue}: the index could not delete what is kept no longer; it is tried again later.")]
    public static partial void NotSwept(ILogger logger, string queue, Exception cause);

    [LoggerMessage(301, LogLevel.Warning, "The index keeps free space that it could have given back to the disk.")]
    public static partial void CompactFailed(ILogger logger, Exception cause);
}
