using System.Management.Automation;
using System.Text.Json;

using Mlx5Sriov.Kernel;
using Mlx5Sriov.Kernel.Linux;
using Mlx5Sriov.Kernel.Linux.Files;
using Mlx5Sriov.Operations;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Session;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Tests.Sharing;

/// <summary>
/// A simulated host that several processes share, as sessions on one machine share its kernel. All that is written goes to a file; each process has a
/// simulated host of its own and does there what the others have written before it reads or writes itself. Simulated hosts are alike, so all agree.
/// Clock, locks and journals are those of the real host, in folders of their own.
/// </summary>
public sealed class SharedHost
{
    private static readonly JsonSerializerOptions s_json = new(JournalJson.Default.Options) { WriteIndented = false };

    private readonly SimulatedHost _own = new(new SimulationOptions());
    private readonly string _folder;
    private readonly int _pauseBefore;
    private int _done;
    private int _written;

    private SharedHost(string folder, int pauseBefore)
    {
        (_folder, _pauseBefore) = (folder, pauseBefore);
        Seams = _own.Seams with
        {
            KernelFiles = new SharedSysfs(this),
            IpLink = new SharedIpLink(this),
            Clock = new TellingClock(),
            Changes = new ChangeStore(new OwnFolder(folder, "locks"), new OwnFolder(folder, "journals")),
            Identity = new HostIdentity(folder, IsSimulated: true),
        };
    }

    internal SriovHost Seams { get; }

    /// <summary>Puts a session on the host.</summary>
    /// <param name="folder">The folder that the processes share.</param>
    /// <param name="state">The session.</param>
    /// <param name="pauseBefore">Before which write of this process to say "paused" and wait until it may go; 0 for none.</param>
    public static void Enter(string folder, SessionState state, int pauseBefore)
    {
        var host = new SharedHost(folder, pauseBefore);
        HostSession.Current.Enter(host._own, host.Seams, state);
    }

    /// <summary>Says something and waits until all may go.</summary>
    /// <param name="folder">The folder that the processes share.</param>
    /// <param name="word">What is said.</param>
    public static void Pause(string folder, string word)
    {
        Console.WriteLine(word);
        if (!SpinWait.SpinUntil(() => File.Exists(Path.Combine(folder, "go")), TimeSpan.FromMinutes(5)))
            throw new TimeoutException($"Nobody said go in {folder}.");
    }

    /// <summary>Lets all that wait go on.</summary>
    internal static void Go(string folder) => File.WriteAllText(Path.Combine(folder, "go"), "");

    /// <summary>All that was written, as commands, in order.</summary>
    internal static IReadOnlyList<string> Acts(string folder) =>
        [.. File.ReadAllLines(Path.Combine(folder, "acts")).Select(line => JsonSerializer.Deserialize<Operation>(line, s_json)!.Command)];

    internal T Read<T>(Func<SriovHost, T> read) => Alone(_ => read(_own.Seams));

    internal void Write(Operation operation)
    {
        if (++_written == _pauseBefore) Pause(_folder, "paused");
        Alone(file =>
        {
            operation.Apply(_own.Seams, CancellationToken.None);
            file.Write(JsonSerializer.SerializeToUtf8Bytes(operation, s_json));
            file.WriteByte((byte)'\n');
            _done++;
            return true;
        });
    }

    // One operation at a time among all processes, as the kernel has its own lock for links.
    private T Alone<T>(Func<FileStream, T> act)
    {
        using var file = Open();
        using (var reader = new StreamReader(file, leaveOpen: true))
        {
            var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            foreach (var line in lines.Skip(_done)) JsonSerializer.Deserialize<Operation>(line, s_json)!.Apply(_own.Seams, CancellationToken.None);
            _done = lines.Length;
        }

        return act(file);
    }

    private FileStream Open()
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(_folder, "acts"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException taken) when ((Errno)taken.HResult == Errno.EAGAIN)
            {
                Thread.Sleep(1);
            }
        }
    }

    /// <summary>The machine's clock, on which it is heard when someone waits.</summary>
    private sealed class TellingClock : IHostClock
    {
        private readonly HostClock _clock = new();
        private bool _told;

        public DateTimeOffset Now => _clock.Now;

        public TimeSpan Elapsed => _clock.Elapsed;

        public void Wait(TimeSpan time, CancellationToken cancellation)
        {
            if (!_told) Console.WriteLine("waiting");
            _told = true;
            _clock.Wait(time, cancellation);
        }
    }
}
