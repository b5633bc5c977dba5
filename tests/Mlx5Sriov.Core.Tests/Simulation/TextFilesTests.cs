using Mlx5Sriov.Core.Tests.Kernel;
using Mlx5Sriov.Kernel.Files;
using Mlx5Sriov.Plans.Journals;
using Mlx5Sriov.Simulation;
using Mlx5Sriov.Simulation.Faults;
using Mlx5Sriov.Simulation.Options;

namespace Mlx5Sriov.Core.Tests.Simulation;

/// <summary>Files of text of a simulated host.</summary>
public sealed class TextFilesTests : TextFilesContract
{
    private const string Grub = "/etc/default/grub";

    private readonly SimulatedHost _host = new(new SimulationOptions { Profile = SimulationProfile.Empty });

    protected override ITextFiles Files => _host.Seams.TextFiles;

    protected override string Folder => "/tmp/test";

    protected override (uint User, uint Group) Other => (65534, 65533);

    public TextFilesTests() => _host.AddFolder(Folder);

    [Fact]
    public void A_scene_sets_the_files_of_a_boot_loader_and_records_nothing()
    {
        _host.AddTextFile(Grub, "GRUB_CMDLINE_LINUX=\"\"\n");
        _host.AddTextFile("/boot/efi/EFI/fedora/grubenv", "# GRUB Environment Block\n");
        _host.AddLink("/boot/grub2/grubenv", "../efi/EFI/fedora/grubenv");

        Assert.Equal("GRUB_CMDLINE_LINUX=\"\"\n", Files.Read(Grub)!.Text);
        Assert.Equal("# GRUB Environment Block\n", Files.Read("/boot/grub2/grubenv")!.Text);
        Assert.Null(Files.Read("/etc/kernel/cmdline"));
        Assert.Empty(_host.Writes);
    }

    [Fact]
    public void Each_change_is_recorded_as_its_command_and_its_text()
    {
        _host.AddTextFile(Grub, "old\n");
        Files.Replace(Grub, "new\n");
        Files.Create("/etc/systemd/system/a.service", "[Unit]\n", Mode640);
        Assert.Throws<KernelException>(() => Files.Create(Grub, "other\n", Mode640));
        Files.Delete(Grub, keepsBackup: true);

        Assert.Equal(
            [
                new SimulatedWrite(1, $"tee {Grub}", Grub, "new\n", null),
                new SimulatedWrite(2, "install -m 640 /dev/stdin /etc/systemd/system/a.service", "/etc/systemd/system/a.service", "[Unit]\n", null),
                new SimulatedWrite(3, $"install -m 640 /dev/stdin {Grub}", Grub, "other\n", Errno.EEXIST),
                new SimulatedWrite(4, $"rm {Grub}", Grub, null, null),
            ],
            _host.Writes);
    }

    [Theory]
    [InlineData(Grub)]
    [InlineData("/etc/*")]
    public void A_fault_strikes_every_change_by_its_path(string pattern)
    {
        _host.AddTextFile(Grub, "old\n");
        _host.AddFault(pattern, Errno.ENOSPC);

        Assert.Equal(Errno.ENOSPC, Refusal(() => Files.Replace(Grub, "new\n")).Errno);
        Assert.Equal(Errno.ENOSPC, Refusal(() => Files.Create(Grub, "new\n", Mode640)).Errno);
        Assert.Equal(Errno.ENOSPC, Refusal(() => Files.Delete(Grub, keepsBackup: true)).Errno);
        Assert.Equal("old\n", Files.Read(Grub)!.Text);
    }

    [Fact]
    public void A_fault_strikes_a_read_or_gives_another_text()
    {
        _host.AddTextFile(Grub, "old\n", Mode640);
        _host.AddFault(Grub, Errno.EIO, nth: 1, SimulatedOperation.Read);
        _host.AddTextFault("cat /etc/default/*", "garbage", nth: 2);

        Assert.Equal(Errno.EIO, Refusal(() => Files.Read(Grub)).Errno);
        Assert.Equal(new TextFile("garbage", Mode640, 0, 0), Files.Read(Grub));
        Assert.Equal("old\n", Files.Read(Grub)!.Text);
    }

    [Fact]
    public void Who_is_not_root_reads_what_all_may_and_writes_nothing()
    {
        _host.AddTextFile(Grub, "old\n");
        _host.AddTextFile("/etc/secret", "old\n", Mode640);
        _host.IsRoot = false;

        Assert.Equal("old\n", Files.Read(Grub)!.Text);
        Assert.Equal(Errno.EACCES, Refusal(() => Files.Read("/etc/secret")).Errno);
        Assert.Equal(Errno.EACCES, Refusal(() => Files.Replace(Grub, "new\n")).Errno);
        Assert.Equal(Errno.EACCES, Refusal(() => Files.Create("/etc/new", "new\n", Mode640)).Errno);
        Assert.Equal(Errno.EACCES, Refusal(() => Files.Delete(Grub, keepsBackup: false)).Errno);
    }

    [Theory]
    [InlineData("etc/grub")]
    [InlineData("/etc/")]
    public void A_scene_has_absolute_paths(string path)
    {
        Assert.Throws<ArgumentException>(() => _host.AddTextFile(path, ""));
        Assert.Throws<ArgumentException>(() => _host.AddFolder(path));
        Assert.Throws<ArgumentException>(() => _host.AddLink(path, "target"));
    }

    protected override void Plant(string path, ReadOnlySpan<byte> bytes, UnixFileMode mode, (uint User, uint Group) owner) =>
        _host.AddFile(path, bytes, mode, owner.User, owner.Group);

    protected override void Link(string path, string target) => _host.AddLink(path, target);

    protected override void MakeFolder(string path) => _host.AddFolder(path);
}
