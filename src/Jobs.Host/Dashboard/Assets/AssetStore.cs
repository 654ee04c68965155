using System.Security.Cryptography;
using System.Text;
using Jobs.Host.Api;

namespace Jobs.Host.Dashboard.Assets;

/// <summary>The style sheet and the modules, which lie in the program. One version names them all, so modules import each other by their plain names and each address is for ever.</summary>
internal sealed class AssetStore
{
    private const string Folder = "assets/";
    private const int VersionLength = 12;

    private readonly Dictionary<string, AnswerFile> _files;

    private AssetStore(string version, Dictionary<string, AnswerFile> files)
    {
        Version = version;
        _files = files;
    }

    public string Version { get; }

    public IReadOnlyDictionary<string, AnswerFile> Files => _files;

    public static AssetStore Load()
    {
        var program = typeof(AssetStore).Assembly;
        var names = program.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var read = names.Select(name => (Name: name[Folder.Length..], Bytes: Read(program.GetManifestResourceStream(name)!))).ToList();
        var version = VersionOf(read);
        var files = read.ToDictionary(file => file.Name, file => new AnswerFile(TypeOf(file.Name), file.Bytes)
        {
            CacheControl = "public, max-age=31536000, immutable",
            ETag = $"\"{version}\"",
        }, StringComparer.Ordinal);
        return new AssetStore(version, files);
    }

    /// <summary>Null: there is no such file in this version.</summary>
    public AnswerFile? Find(string version, string name) => version == Version ? _files.GetValueOrDefault(name) : null;

    private static byte[] Read(Stream stream)
    {
        using var from = stream;
        using var bytes = new MemoryStream();
        from.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string VersionOf(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, bytes) in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..VersionLength];
    }

    private static string TypeOf(string name) => name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
}
