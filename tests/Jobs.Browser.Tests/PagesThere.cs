namespace Jobs.Browser.Tests;

/// <summary>Every page, with jobs of <see cref="FurnishedHost"/>.</summary>
internal static class PagesThere
{
    /// <summary>A job that is not there has a page too.</summary>
    public const string NotThere = "/jobs/nobody";

    public static string[] All { get; } = ["/", "/queues", "/queues/held", "/jobs", "/jobs/done", "/jobs/died", "/jobs/retrying", "/jobs/waiting", NotThere, "/dead-letters", "/workers", "/tail", "/configuration"];
}
