using Jobs.DeadLetters;
using Jobs.Journal;

namespace Jobs.Core.Tests.Journal;

/// <summary>What was once written stays readable, and is written the same: the bytes of every event and manifest, kept in Golden/.</summary>
public sealed class GoldenTests
{
    private const int BytesPerLine = 40;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Journal", "Golden");
    private static readonly JobsSerializer Serializer = new(null!);

    public static TheoryData<string> Names => [.. GoldenSamples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_sample_is_written_as_the_kept_bytes(string name) => Assert.Equal(ReadKept(name), ToHex(Encode(GoldenSamples.All[name])));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_kept_bytes_are_read_as_the_sample(string name)
    {
        var sample = GoldenSamples.All[name];

        Assert.Equal(ObjectText.Of(sample), ObjectText.Of(Decode(Convert.FromHexString(ReadKept(name).ReplaceLineEndings("")), sample)));
    }

    [Fact]
    public void Every_event_has_a_sample()
    {
        var events = typeof(QueueEvent).Assembly.GetTypes().Where(type => !type.IsAbstract && (type.IsSubclassOf(typeof(QueueEvent)) || type.IsSubclassOf(typeof(DeadLetterEvent))));

        Assert.Empty(events.Except(GoldenSamples.All.Values.Select(sample => sample.GetType())));
    }

    [Fact]
    public void Every_manifest_and_every_bound_type_has_a_sample()
    {
        var bound = GoldenSamples.All.Values.Where(sample => sample is not (QueueEvent or DeadLetterEvent)).ToList();
        var manifests = typeof(JobsSerializer).GetFields().Where(field => field.IsLiteral && field.FieldType == typeof(string)).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(manifests.Order(), bound.Select(Serializer.Manifest).Distinct().Order());
        Assert.Equal(JobsSerializer.Types.Select(type => type.Name).Order(), bound.Select(sample => sample.GetType().Name).Distinct().Order());
    }

    [Fact]
    public void Every_kept_file_has_its_sample() =>
        Assert.Equal(GoldenSamples.All.Keys.Order(), Directory.GetFiles(Folder, "*.hex").Select(Path.GetFileNameWithoutExtension).Order());

    private static byte[] Encode(object sample)
    {
        var buffer = new EventBuffer();
        switch (sample)
        {
            case QueueEvent e: buffer.Add(QueueEventWriter.ToWire(e)); break;
            case DeadLetterEvent e: buffer.Add(DeadLetterEventCodec.ToWire(e)); break;
            default: return Serializer.ToBinary(sample);
        }

        return buffer.Take().ToArray();
    }

    private static object Decode(byte[] bytes, object sample)
    {
        var header = new CommitHeader(Guid.Empty, default, null);
        return sample switch
        {
            QueueEvent => QueueEventReader.Read(new QueueCommit(header, bytes)).Single(),
            DeadLetterEvent => DeadLetterEventCodec.Read(new DeadLetterCommit(header, bytes)).Single(),
            _ => Serializer.FromBinary(bytes, Serializer.Manifest(sample)),
        };
    }

    private static string ToHex(byte[] bytes) => string.Concat(bytes.Chunk(BytesPerLine).Select(line => Convert.ToHexStringLower(line) + "\n"));

    private static string ReadKept(string name)
    {
        var path = Path.Combine(Folder, name + ".hex");
        Assert.True(File.Exists(path), $"Golden/{name}.hex is missing. If the sample is new, it holds:\n{ToHex(Encode(GoldenSamples.All[name]))}");
        return File.ReadAllText(path).ReplaceLineEndings("\n");
    }
}
