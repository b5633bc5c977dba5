using System.Net.Sockets;
using System.Runtime.Versioning;

using Mlx5Sriov.Core.Tests.Changes;
using Mlx5Sriov.Core.Tests.Kernel;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Kernel.Linux.Files;
using Mlx5Sriov.Kernel.Linux.Interop;
using Mlx5Sriov.Kernel.Linux.Programs;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Kernel.Live;

/// <summary>Files of the running kernel.</summary>
[SupportedOSPlatform("linux")]
[Collection(PlantedFilesTests.Umask)]
public sealed class TextFilesTests : TextFilesContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlx5sriov-");

    protected override ITextFiles Files { get; } = new TextFiles(StandingClock());

    protected override string Folder => _folder.FullName;

    protected override (uint User, uint Group) Other =>
        Environment.IsPrivilegedProcess ? (65534, 65533) : (Libc.EffectiveUser, Status(Folder).stx_gid);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Extended_attributes_are_kept()
    {
        var path = $"{Folder}/grub";
        Plant(path, "old"u8, Mode640, Other);
        using (var file = Libc.Open(path, Libc.O_RDONLY)) Assert.True(Libc.SetAttribute(file, "user.mlx5sriov", [1, 0, 2]));

        var backup = Files.Replace(path, "new");

        Assert.All([path, backup], kept =>
        {
            using var file = Libc.Open(kept, Libc.O_RDONLY);
            Assert.Equal([1, 0, 2], Libc.Attribute(file, "user.mlx5sriov"));
        });
    }

    [Fact]
    public async Task Whoever_reads_finds_one_text_or_the_other_whole()
    {
        var path = $"{Folder}/grub";
        string[] texts = [new('a', 100_000), new('b', 50_000)];
        Files.Create(path, texts[0], Mode640);
        var isOver = false;
        var reading = Task.Run(() =>
        {
            while (!Volatile.Read(ref isOver)) Assert.Contains(Files.Read(path)!.Text, texts);
        });
        for (var i = 1; i <= 100; i++) Files.Replace(path, texts[i % 2]);
        Volatile.Write(ref isOver, true);

        await reading;
        Assert.Equal(101, _folder.GetFiles().Length);
    }

    [Fact]
    public async Task Of_many_who_create_one_file_one_does()
    {
        var tasks = Enumerable.Range(0, 20).Select(i => Task.Run(() =>
        {
            try
            {
                Files.Create($"{Folder}/unit", $"{i}", Mode640);
                return $"{i}";
            }
            catch (KernelException refusal) when (refusal.Errno == Errno.EEXIST)
            {
                return null;
            }
        }));
        var created = (await Task.WhenAll(tasks)).Where(i => i is not null);

        Assert.Equal(Files.Read($"{Folder}/unit")!.Text, Assert.Single(created));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public void An_act_that_fails_half_way_leaves_the_file_as_it_was_and_nothing_else()
    {
        // The name is as long as a name may be, so none with more can be made.
        var path = $"{Folder}/{new string('n', 255)}";
        Plant(path, "old"u8, Mode640, Other);

        Assert.Equal(Errno.ENAMETOOLONG, Refusal(() => Files.Replace(path, "new")).Errno);
        Assert.Equal(Errno.ENAMETOOLONG, Refusal(() => Files.Delete(path, keepsBackup: true)).Errno);

        Assert.Equal(path, Assert.Single(_folder.GetFiles()).FullName);
        Assert.Equal("old", Files.Read(path)!.Text);
    }

    [Fact]
    public void A_backup_that_cannot_be_made_leaves_no_draft()
    {
        // There is room for the draft's name, and not for the backup's, whose end has 28 characters.
        var path = $"{Folder}/{new string('n', 255 - 27)}";
        Plant(path, "old"u8, Mode640, Other);

        Assert.Equal(Errno.ENAMETOOLONG, Refusal(() => Files.Replace(path, "new")).Errno);

        Assert.Equal(path, Assert.Single(_folder.GetFiles()).FullName);
        Assert.Equal("old", Files.Read(path)!.Text);
    }

    [Fact]
    public void The_umask_does_not_change_a_mode()
    {
        var umask = Umask(0x3F);
        try
        {
            Files.Create($"{Folder}/unit", "text", Mode666);
        }
        finally
        {
            _ = Umask(umask);
        }

        Assert.Equal(Mode666, File.GetUnixFileMode($"{Folder}/unit"));
    }

    [Fact]
    public void What_is_no_regular_file_is_refused_and_not_waited_for()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint($"{Folder}/socket"));
        Assert.Equal(0, new ToolRunner().Run("mkfifo", [$"{Folder}/fifo"], CancellationToken.None).ExitCode);

        Assert.Equal(Errno.EINVAL, Refusal(() => Files.Read($"{Folder}/fifo")).Errno);
        Assert.Equal(Errno.EINVAL, Refusal(() => Files.Replace($"{Folder}/fifo", "text")).Errno);
        Assert.Equal(Errno.EINVAL, Refusal(() => Files.Delete($"{Folder}/fifo", keepsBackup: false)).Errno);
        Assert.Equal(Errno.EINVAL, Refusal(() => Files.Read("/dev/null")).Errno);
        Assert.Equal(Errno.ENXIO, Refusal(() => Files.Read($"{Folder}/socket")).Errno);
        Assert.True(File.Exists($"{Folder}/fifo"));
    }

    [Fact]
    public void A_file_that_tells_no_size_is_read_whole() => Assert.Equal(File.ReadAllText("/proc/self/cmdline"), Files.Read("/proc/self/cmdline")!.Text);

    [Fact]
    public void A_second_name_keeps_the_old_text()
    {
        Plant($"{Folder}/grub", "old"u8, Mode640, Other);
        Assert.Equal(0, new ToolRunner().Run("ln", [$"{Folder}/grub", $"{Folder}/second"], CancellationToken.None).ExitCode);

        Files.Replace($"{Folder}/grub", "new");

        Assert.Equal(("new", "old"), (Files.Read($"{Folder}/grub")!.Text, Files.Read($"{Folder}/second")!.Text));
    }

    protected override void Plant(string path, ReadOnlySpan<byte> bytes, UnixFileMode mode, (uint User, uint Group) owner)
    {
        File.WriteAllBytes(path, bytes.ToArray());
        using var file = Libc.Open(path, Libc.O_RDONLY);
        Assert.True(Libc.SetOwner(file, owner.User, owner.Group));
        Assert.True(Libc.SetMode(file, (uint)mode));
    }

    protected override void Link(string path, string target) => File.CreateSymbolicLink(path, target);

    protected override void MakeFolder(string path) => Directory.CreateDirectory(path);

    private static Libc.FileStatus Status(string path)
    {
        using var file = Libc.Open(path, Libc.O_RDONLY);
        return Libc.Status(file)!.Value;
    }

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "umask")]
    private static extern uint Umask(uint mask);
}
