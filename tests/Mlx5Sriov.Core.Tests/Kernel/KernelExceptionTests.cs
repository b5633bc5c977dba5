using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests.Kernel;

public class KernelExceptionTests
{
    public static TheoryData<Errno> Errnos => new(Enum.GetValues<Errno>());

    [Theory]
    [MemberData(nameof(Errnos))]
    public void Every_error_number_has_words_and_its_name(Errno errno)
    {
        var text = ErrnoText.Of(errno);

        Assert.Matches($@"^[A-Z][A-Za-z/ -]+ \({errno}\)$", text);
        Assert.DoesNotContain("Unknown", text, StringComparison.Ordinal);
        Assert.DoesNotContain("No error", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "The kernel refused 'ip link set dev eth2 vf 0 trust on': Operation not permitted (EPERM).")]
    [InlineData("Not the eswitch manager.",
        "The kernel refused 'ip link set dev eth2 vf 0 trust on': Not the eswitch manager: Operation not permitted (EPERM).")]
    [InlineData("Not the eswitch manager",
        "The kernel refused 'ip link set dev eth2 vf 0 trust on': Not the eswitch manager: Operation not permitted (EPERM).")]
    public void A_refusal_names_the_act_the_kernels_own_words_and_the_error(string? kernelText, string message)
    {
        var refusal = new KernelException(Errno.EPERM, "ip link set dev eth2 vf 0 trust on", kernelText);

        Assert.Equal(message, refusal.Message);
        Assert.Equal((Errno.EPERM, "ip link set dev eth2 vf 0 trust on", kernelText), (refusal.Errno, refusal.Act, refusal.KernelText));
    }

    [Fact]
    public void An_error_number_that_no_C_library_knows_has_words_too() => Assert.Equal(
        "The kernel refused 'echo x > /sys/bus/pci/devices/0000:05:00.0/sriov/0/config': Operation not supported (ENOTSUPP).",
        new KernelException(Errno.ENOTSUPP, "echo x > /sys/bus/pci/devices/0000:05:00.0/sriov/0/config").Message);

    [Theory]
    [InlineData(Errno.EPERM, true, "root")]
    [InlineData(Errno.EACCES, true, "root")]
    [InlineData(Errno.EBUSY, false, "Something uses the device")]
    [InlineData(Errno.EOPNOTSUPP, false, "e-switch mode")]
    [InlineData(Errno.ENOTSUPP, false, "e-switch mode")]
    [InlineData(Errno.ENOENT, false, "mlx5_core")]
    [InlineData(Errno.ENODEV, false, "mlx5_core")]
    [InlineData(Errno.ENOMEM, false, "no memory left")]
    [InlineData(Errno.EROFS, false, "container")]
    [InlineData(Errno.EINVAL, false, "dmesg")]
    public void A_refusal_says_what_to_do_next(Errno errno, bool isPermission, string advice)
    {
        var refusal = new KernelException(errno, "act");

        Assert.Equal(isPermission, refusal.IsPermission);
        Assert.Contains(advice, refusal.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(KernelAct.Other, "Something uses the device")]
    [InlineData(KernelAct.UseRateGroup, "the driver takes their lock for a try only: run it again")]
    [InlineData(KernelAct.DeleteRateNode, "below the node")]
    [InlineData(KernelAct.SetEswitch, "Open vSwitch")]
    public void EBUSY_is_advised_on_by_what_was_done(KernelAct kind, string advice)
    {
        var refusal = new KernelException(Errno.EBUSY, "act", "text").Of(kind);

        Assert.Contains(advice, refusal.NextStep, StringComparison.Ordinal);
        Assert.Equal((Errno.EBUSY, "act", "text", kind), (refusal.Errno, refusal.Act, refusal.KernelText, refusal.ActKind));
    }
}
