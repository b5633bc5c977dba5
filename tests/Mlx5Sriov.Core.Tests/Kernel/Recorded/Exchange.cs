using System.Buffers.Binary;

namespace Mlx5Sriov.Kernel.Recorded;

/// <summary>A request of a recorded tool, and the messages that answered it.</summary>
internal sealed record Exchange(int Protocol, byte[] Request, List<byte[]> Answers)
{
    private const int Route = 0;
    private const int Generic = 16;

    /// <summary>The message type: RTM_* or a family's number.</summary>
    public ushort Type => TypeOf(Request);

    public ushort Flags => BinaryPrimitives.ReadUInt16LittleEndian(Request.AsSpan(6));

    /// <summary>The number by which the recording kernel called devlink.</summary>
    public const ushort DevlinkFamily = 23;

    public bool IsLink(ushort type) => Protocol == Route && Type == type;

    public bool IsDevlink(byte command) => Protocol == Generic && Type == DevlinkFamily && Request[16] == command;

    /// <summary>All exchanges of a capture, in the order of their requests; notifications are left out.</summary>
    public static List<Exchange> Of(string capture)
    {
        var exchanges = new List<Exchange>();
        foreach (var (protocol, datagram) in Pcap.Read(Recording.Bytes(capture)))
        {
            foreach (var message in Split(datagram))
            {
                if (IsRequest(message)) exchanges.Add(new Exchange(protocol, message, []));
                else exchanges.LastOrDefault(e => e.Protocol == protocol && SequenceOf(e.Request) == SequenceOf(message))?.Answers.Add(message);
            }
        }

        return exchanges;
    }

    /// <summary>The messages of a datagram.</summary>
    public static IEnumerable<byte[]> Split(byte[] datagram)
    {
        for (var at = 0; at < datagram.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(datagram.AsSpan(at));
            yield return datagram[at..(at + length)];
            at += (length + 3) & ~3;
        }
    }

    public static ushort TypeOf(byte[] message) => BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(4));

    private static uint SequenceOf(byte[] message) => BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(8));

    // Dump requests bear the flags of answers' NLM_F_REQUEST as well; an answer has the asker's port, a request port 0.
    private static bool IsRequest(byte[] message) => (message[6] & 1) != 0 && BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(12)) == 0;
}
