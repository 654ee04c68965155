using System.Net;
using Jobs.Host.Commands;

namespace Jobs.Host.Serving;

/// <summary>Where to listen: <c>http://ADDRESS:PORT</c>, several separated by semicolons.</summary>
internal static class ListenUrls
{
    private const string Help = "Type it as --urls http://127.0.0.1:3000.";

    /// <param name="mayBeReached">By other machines: there are keys, or somebody insists.</param>
    public static IReadOnlyList<Uri> Parse(string urls, bool mayBeReached)
    {
        var parsed = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseOne).ToList();
        if (parsed.Count == 0)
            throw new CommandException(ExitCodes.Usage, "--urls names no address.", null, Help);
        if (!mayBeReached && parsed.Find(url => !url.IsLoopback) is { } open)
        {
            throw new CommandException(
                ExitCodes.Usage,
                $"{open.OriginalString} can be reached from other machines.",
                "Everybody there could enqueue, read and delete jobs, for the configuration has no jobs.host.api-keys.",
                "Make a key with `jobs keys new NAME`, listen on a loopback address, or add --insecure if the network is closed.");
        }

        return parsed;
    }

    private static Uri ParseOne(string text)
    {
        // Kestrel's way to say every address is no host name.
        var plain = text.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || url.PathAndQuery != "/")
            throw new CommandException(ExitCodes.Usage, $"--urls: '{text}' is no address to listen on.", "Expected http://ADDRESS:PORT; TLS belongs into a proxy in front.", Help);
        if (url is { Host: "localhost", Port: 0 })
            throw new CommandException(ExitCodes.Usage, "--urls: localhost has several addresses and can not choose one free port for all.", null, "Type --urls http://127.0.0.1:0.");
        if (url.Host != "localhost" && !IPAddress.TryParse(url.IdnHost, out _))
            throw new CommandException(ExitCodes.Usage, $"--urls: '{url.Host}' is no address.", "Expected an IP address, localhost or *.", Help);
        return url;
    }
}
