using Mlx5Sriov.Kernel.Linux.Files;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Kernel.Live;

/// <summary>Attribute files of the running kernel, and files that stand for those it may lack.</summary>
public sealed class KernelFilesTests : IDisposable
{
    private readonly KernelFiles _sysfs = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("mlx5sriov-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_attribute_is_read_with_its_newline() => Assert.Equal("1\n", _sysfs.Read("/sys/class/net/lo/ifindex"));

    [Fact]
    public void Zeros_are_part_of_a_text() => Assert.Equal(File.ReadAllText("/proc/self/cmdline"), _sysfs.Read("/proc/self/cmdline"));

    [Theory]
    [InlineData(0)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(100_000)]
    public void A_file_is_read_to_its_end_however_long(int length)
    {
        var text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26))));
        Assert.Equal(text, _sysfs.Read(MakeFile(text)));
    }

    [Theory]
    [InlineData("/sys/class/net/nosuchlink0/mtu")]
    [InlineData("/sys/class/net/lo/nosuchattribute")]
    [InlineData("/sys/class/net/lo/mtu/deeper")]
    public void What_is_not_there_is_null_or_empty(string path)
    {
        Assert.Null(_sysfs.Read(path));
        Assert.Null(_sysfs.ReadLink(path));
        Assert.Empty(_sysfs.List(path));
    }

    [Fact]
    public void A_read_that_the_driver_refuses_tells_the_error_number_and_the_act()
    {
        var refusal = Assert.Throws<KernelException>(() => _sysfs.Read("/sys/class/net/lo/speed"));
        Assert.Equal((Errno.EINVAL, "cat /sys/class/net/lo/speed"), (refusal.Errno, refusal.Act));
        Assert.Equal(Errno.EISDIR, Assert.Throws<KernelException>(() => _sysfs.Read("/sys/class/net")).Errno);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("5\n")]
    public void A_write_ends_with_one_newline(string text)
    {
        var file = MakeFile("");
        _sysfs.Write(file, text);
        Assert.Equal("5\n", File.ReadAllText(file));
    }

    [Fact]
    public void A_write_does_not_truncate()
    {
        var file = MakeFile("previous content, longer than what is written");
        _sysfs.Write(file, "new");
        Assert.Equal("new\nious content, longer than what is written", File.ReadAllText(file));
    }

    [Fact]
    public void A_write_never_creates_the_attribute()
    {
        var path = Path.Combine(_folder, "absent");
        var refusal = Assert.Throws<KernelException>(() => _sysfs.Write(path, "1"));
        Assert.Equal((Errno.ENOENT, $"echo 1 > {path}"), (refusal.Errno, refusal.Act));
        Assert.False(File.Exists(path));
        Assert.Equal(Errno.ENOENT, Assert.Throws<KernelException>(() => _sysfs.Write("/sys/class/net/lo/nosuchattribute", "1")).Errno);
    }

    [Fact]
    public void A_write_that_the_kernel_refuses_tells_the_error_number()
    {
        var refusal = Assert.Throws<KernelException>(() => _sysfs.Write("/sys/class/net/lo/mtu", "many"));
        Assert.Contains(refusal.Errno, new[] { Errno.EINVAL, Errno.EACCES, Errno.EROFS });
        Assert.Equal("echo many > /sys/class/net/lo/mtu", refusal.Act);
        Assert.Contains(Assert.Throws<KernelException>(() => _sysfs.Write("/sys/class/net/lo/ifindex", "2")).Errno, new[] { Errno.EACCES, Errno.EROFS });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(3000)]
    public void A_link_is_read_as_stored_however_long(int length)
    {
        var target = string.Concat(Enumerable.Repeat("../", (length / 3) + 1))[..length];
        var link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, target);
        Assert.Equal(target, _sysfs.ReadLink(link));
    }

    [Fact]
    public void What_is_no_link_has_no_target()
    {
        Assert.Null(_sysfs.ReadLink("/sys/class/net/lo/mtu"));
        Assert.Null(_sysfs.ReadLink("/sys"));
        Assert.EndsWith("/lo", _sysfs.ReadLink("/sys/class/net/lo"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_listed_by_names()
    {
        var names = _sysfs.List("/sys/class/net/lo");
        var there = new DirectoryInfo("/sys/class/net/lo").GetFileSystemInfos().Select(f => f.Name);
        Assert.Equal(there.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(".", names);
    }

    [Fact]
    public void A_large_folder_is_listed_whole()
    {
        var names = Enumerable.Range(0, 1000).Select(i => $"virtfn{i}").ToList();
        foreach (var name in names) MakeFile("", name);
        Assert.Equal(names.Order(StringComparer.Ordinal), _sysfs.List(_folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_kernel_resolves_the_path_through_links_and_back()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "real", "inner"));
        MakeFile("beside the target", "real/attribute");
        MakeFile("beside the link", "attribute");
        File.CreateSymbolicLink(Path.Combine(_folder, "device"), "real/inner");
        // As text, device/../attribute would be the one beside the link.
        Assert.Equal("beside the target", _sysfs.Read($"{_folder}/device/../attribute"));
        Assert.Contains("inner", _sysfs.List($"{_folder}/device/.."));
    }

    [Theory]
    [InlineData("relative/path")]
    [InlineData("")]
    [InlineData("/sys/class\0/net")]
    public void Only_an_absolute_path_is_taken(string path)
    {
        Assert.Throws<ArgumentException>(() => _sysfs.Read(path));
        Assert.Throws<ArgumentException>(() => _sysfs.Write(path, "1"));
        Assert.Throws<ArgumentException>(() => _sysfs.ReadLink(path));
        Assert.Throws<ArgumentException>(() => _sysfs.List(path));
    }

    private string MakeFile(string text, string name = "attribute")
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
