using OpenQA.Selenium.Chrome;

namespace Jobs.Browser.Tests.Chromium;

/// <summary>One browser for all tests, which take turns with it: started when the first needs it, gone with its profile after the last.</summary>
public sealed class BrowserSession : IDisposable
{
    /// <summary>The machine may be busy with the other test projects.</summary>
    private static readonly TimeSpan _startPatience = TimeSpan.FromSeconds(60);

    private readonly Lazy<Started> _started = new(Start);

    /// <summary>As a new visitor has it: no cookies, a wide window, no emulation.</summary>
    internal Browser Fresh()
    {
        var browser = new Browser(_started.Value.Driver);
        browser.Forget();
        return browser;
    }

    public void Dispose()
    {
        if (!_started.IsValueCreated)
            return;
        var (driver, service, profile) = _started.Value;
        driver.Quit();
        driver.Dispose();
        service.Dispose();
        profile.Delete(recursive: true);
    }

    private static Started Start()
    {
        if (!ChromiumBinaries.ArePresent)
            throw new InvalidOperationException(ChromiumBinaries.Missing);
        var profile = Directory.CreateTempSubdirectory("jobs-browser-");
        var options = new ChromeOptions { BinaryLocation = ChromiumBinaries.Browser };
        options.AddArguments(
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--no-proxy-server",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            $"--user-data-dir={profile.FullName}");
        options.SetLoggingPreference(OpenQA.Selenium.LogType.Browser, OpenQA.Selenium.LogLevel.All);
        var service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(ChromiumBinaries.Driver), Path.GetFileName(ChromiumBinaries.Driver));
        service.SuppressInitialDiagnosticInformation = true;
        return new Started(new ChromeDriver(service, options, _startPatience), service, profile);
    }

    private sealed record Started(ChromeDriver Driver, ChromeDriverService Service, DirectoryInfo Profile);
}

/// <summary>They share the browser, so they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserSession>
{
    public const string Name = "browser";
}
