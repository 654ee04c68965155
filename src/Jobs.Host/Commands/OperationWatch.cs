using System.Text.Json;

namespace Jobs.Host.Commands;

/// <summary>Follows an operation over many jobs to its end.</summary>
internal static class OperationWatch
{
    private static readonly TimeSpan _pollEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Writes how it ended, telling on the way how far it is; Ctrl-C leaves it running.</summary>
    /// <exception cref="CommandException">Some jobs did not allow it.</exception>
    public static async Task FollowAsync(Verb verb, string id)
    {
        var operation = await verb.GetAsync(PathOf(id));
        var told = -1L;
        while (!operation.GetProperty("done").GetBoolean())
        {
            if (Handled(operation) != told)
            {
                told = Handled(operation);
                verb.Output.Say($"{told} of {Tables.Text(operation, "matched")}");
            }

            await Task.Delay(_pollEvery, verb.Cancel);
            operation = await verb.GetAsync(PathOf(id));
        }

        verb.Output.Write(operation, OperationTables.WriteOne);
        if (operation.GetProperty("failed").GetInt64() is > 0 and var failed)
            throw new CommandException(ExitCodes.Failed, $"{failed} did not allow it.", FirstError(operation), "The others are done.");
    }

    public static string PathOf(string id, string action = "") => $"/api/v1/operations/{Uri.EscapeDataString(id)}{action}";

    private static long Handled(JsonElement operation) => operation.GetProperty("processed").GetInt64() + operation.GetProperty("failed").GetInt64();

    private static string? FirstError(JsonElement operation) => operation.GetProperty("errors").EnumerateArray().Select(error => Tables.Text(error, "detail")).FirstOrDefault();
}
