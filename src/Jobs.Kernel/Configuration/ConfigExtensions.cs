namespace Akka.Configuration;

public static class ConfigExtensions
{
    public static Config? SafeWithFallback(this Config? config, Config? fallback)
        => config is null || ReferenceEquals(config, fallback) ? fallback : config.WithFallback(fallback);

    public static bool IsNullOrEmpty(this Config? config) => config is null || config.IsEmpty;
}
