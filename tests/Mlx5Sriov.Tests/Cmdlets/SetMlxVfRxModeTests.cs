using Mlx5Sriov.Plans;
using Mlx5Sriov.Plans.Journals;

namespace Mlx5Sriov.Tests;

public class SetMlxVfRxModeTests
{
    [Theory]
    [InlineData("Set-MlxVfRxMode eth2 3 -Promiscuous On")]
    [InlineData("Set-MlxVfRxMode -Pf mlx5_0 -Index 3 -Promiscuous on")]
    [InlineData("Set-MlxVfRxMode -Name eth2v3 -Promiscuous On")]
    [InlineData("Set-MlxVfRxMode -Name 05:00.5, mlx5_5 -Promiscuous On")]
    [InlineData("Get-MlxVf eth2 3 | Set-MlxVfRxMode -Promiscuous On")]
    [InlineData("Set-MlxVfRxMode -InputObject (Get-MlxVf eth2 3) -Promiscuous On")]
    [InlineData("[pscustomobject]@{ Pf = 'eth2'; VfIndex = 3 } | Set-MlxVfRxMode -Promiscuous On")]
    public void A_VF_gets_its_mode_by_whichever_way_it_is_named(string script)
    {
        using var session = Trusting("");
        Assert.Empty(session.Run(script).ThrowOnError().Output);
        Assert.Equal(["ip link set dev eth2v3 promisc on"], Acts(session));
        session.Run(script).ThrowOnError();
        Assert.Single(Acts(session));
    }

    [Theory]
    [InlineData("ConnectX7")]
    [InlineData("ConnectX7Ofed2407")]
    [InlineData("ConnectX7Inbox")]
    public void Both_modes_are_turned_on_and_off_with_either_driver(string profile)
    {
        using var session = Trusting(profile);
        session.Run("Set-MlxVfRxMode eth2 3 -Promiscuous On -AllMulticast On; Set-MlxVfRxMode eth2 3 -AllMulticast Off; "
            + "Set-MlxVfRxMode eth2 3 -Promiscuous Off -AllMulticast Off").ThrowOnError();
        Assert.Equal(
            [
                "ip link set dev eth2v3 promisc on",
                "ip link set dev eth2v3 allmulticast on",
                "ip link set dev eth2v3 allmulticast off",
                "ip link set dev eth2v3 promisc off",
            ],
            Acts(session));
    }

    [Fact]
    public void Many_VFs_are_set_by_one_act_each()
    {
        using var session = Trusting("-NumVfs 127, 0");
        session.Run("Get-MlxVf | Set-MlxVfRxMode -AllMulticast On").ThrowOnError();
        Assert.Equal(127, Acts(session).Length);
        session.Run("Get-MlxVf | Set-MlxVfRxMode -AllMulticast On").ThrowOnError();
        Assert.Equal(127, Acts(session).Length);
    }

    [Fact]
    public void WhatIf_and_PlanOnly_tell_the_steps_and_write_nothing()
    {
        using var session = Trusting("");
        Assert.Equal(
            "What if: Simulated: eth2 vf 3: ip link set dev eth2v3 promisc on", session.Render("Set-MlxVfRxMode eth2 3 -Promiscuous On -PassThru -WhatIf"));
        var plan = session.One<ChangePlan>("$p = Set-MlxVfRxMode eth2 3 -Promiscuous On -PlanOnly; $p");
        Assert.Equal("Promiscuous: Off -> On", Assert.Single(plan.Steps).Description);
        Assert.Empty(Acts(session));

        session.Run("$p | Invoke-MlxPlan").ThrowOnError();
        Assert.Equal(["ip link set dev eth2v3 promisc on"], Acts(session));
    }

    [Fact]
    public void PassThru_gives_the_VFs_and_undo_puts_back()
    {
        using var session = Trusting("");
        Assert.Equal([0, 1], session.All<VirtualFunction>("Set-MlxVfRxMode eth2 0-1 -Promiscuous On -PassThru").Select(v => v.Index));
        session.Run("Undo-MlxChange").ThrowOnError();
        Assert.Equal(["ip link set dev eth2v1 promisc off", "ip link set dev eth2v0 promisc off"], Acts(session)[2..]);
    }

    [Fact]
    public void Confirm_asks_for_each_VF_and_leaves_the_declined_as_it_is()
    {
        using var session = Trusting("");
        var (result, questions) = session.RunAnswered("Set-MlxVfRxMode eth2 0-1 -Promiscuous On -Confirm -PassThru", "No", "Yes");
        Assert.Equal(1, ((VirtualFunction)Assert.Single(result.ThrowOnError().Output).BaseObject).Index);
        Assert.Equal(2, questions.Count);
        Assert.Equal(["ip link set dev eth2v1 promisc on"], Acts(session));
    }

    [Theory]
    [InlineData("-Promiscuous On")]
    [InlineData("-AllMulticast On")]
    [InlineData("-Promiscuous Off -AllMulticast On")]
    public void Only_a_trusted_VF_may(string setting)
    {
        using var session = new ModuleSession("");
        var error = session.Run($"Set-MlxVfRxMode eth2 3 {setting} -PassThru").OnlyError();
        Assert.Equal("NotTrusted,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfRxModeCommand", error.FullyQualifiedErrorId);
        Assert.Equal("eth2 vf 3", error.TargetObject);
        Assert.Contains("Enable-MlxVfTrust", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Acts(session));
    }

    [Fact]
    public void Turning_it_off_needs_no_trust()
    {
        using var session = Trusting("");
        session.Run("Set-MlxVfRxMode eth2 3 -Promiscuous On; Disable-MlxVfTrust eth2 3; Set-MlxVfRxMode eth2 3 -Promiscuous Off").ThrowOnError();
        Assert.Equal("ip link set dev eth2v3 promisc off", Acts(session)[^1]);
    }

    [Fact]
    public void A_VF_whose_net_device_is_elsewhere_is_refused_and_told_where()
    {
        using var session = Trusting("");
        session.Simulation.GiveToVirtualMachine(PciAddress.Parse("05:00.5"), "web01");
        session.Simulation.MoveToNamespace("eth2v4", "blue");
        session.Run("Set-MlxVfDriver eth2 5 -Driver None").ThrowOnError();
        var mark = Acts(session).Length;
        var result = session.Run("Set-MlxVfRxMode eth2 2-5 -Promiscuous On");
        Assert.All(result.Errors, e => Assert.StartsWith("NoVfNetDevice,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Collection(
            result.Errors,
            e => Assert.Contains("VM web01", e.ToString(), StringComparison.Ordinal),
            e => Assert.Contains("netns blue", e.ToString(), StringComparison.Ordinal),
            e => Assert.Contains("no driver is bound to it", e.ToString(), StringComparison.Ordinal));
        Assert.Contains("Set-MlxVfDriver", result.Errors[2].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["ip link set dev eth2v2 promisc on"], Acts(session)[mark..]);
    }

    [Fact]
    public void In_switchdev_mode_it_would_do_nothing_and_is_refused()
    {
        using var session = Trusting("");
        session.Run("Set-MlxVfRxMode eth2 3 -Promiscuous On; Set-MlxPf eth2 -EswitchMode Switchdev -Force -WarningAction Ignore").ThrowOnError();
        var error = session.Run("Set-MlxVfRxMode eth2 3 -AllMulticast On").OnlyError();
        Assert.Equal("NotInSwitchdev,Mlx5Sriov.Cmdlets.Vfs.SetMlxVfRxModeCommand", error.FullyQualifiedErrorId);
        session.Run("Set-MlxVfRxMode eth2 3 -Promiscuous Off -AllMulticast Off").ThrowOnError();
    }

    [Theory]
    [InlineData("ConnectX6Infiniband", "ib0 0 -Promiscuous On", "EthernetOnly")]
    [InlineData("", "eth2 8 -Promiscuous On", "VfIndexOutOfRange")]
    [InlineData("", "eth9 0 -Promiscuous On", "PfNotFound")]
    [InlineData("", "-Name eth9v0 -Promiscuous On", "VfNotFound")]
    [InlineData("Empty", "eth2 0 -Promiscuous On", "NoAdapter")]
    public void Refuses_before_any_write(string profile, string arguments, string id)
    {
        using var session = new ModuleSession(profile);
        Assert.Equal($"{id},Mlx5Sriov.Cmdlets.Vfs.SetMlxVfRxModeCommand", session.Run($"Set-MlxVfRxMode {arguments}").OnlyError().FullyQualifiedErrorId);
        Assert.Empty(Acts(session));
    }

    [Fact]
    public void A_refused_step_undoes_those_before_it()
    {
        using var session = Trusting("");
        session.Simulation.AddFault("ip link set dev eth2v1 promisc on", Errno.EIO);
        Assert.StartsWith("PlanFailed,", session.Run("Set-MlxVfRxMode eth2 0-2 -Promiscuous On").OnlyError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["ip link set dev eth2v0 promisc on", "ip link set dev eth2v1 promisc on", "ip link set dev eth2v0 promisc off"], Acts(session));
    }

    [Theory]
    [InlineData("Set-MlxVfRxMode eth2 3 -Promiscuous ")]
    [InlineData("Set-MlxVfRxMode eth2 3 -AllMulticast ")]
    public void Arguments_are_completed(string line)
    {
        using var session = new ModuleSession("");
        Assert.Equal(["Off", "On"], session.Complete(line).Order(StringComparer.Ordinal));
    }

    private static ModuleSession Trusting(string simulation)
    {
        var session = new ModuleSession(simulation);
        session.Run("Get-MlxVf | Enable-MlxVfTrust").ThrowOnError();
        session.Simulation.ClearWrites();
        return session;
    }

    private static string[] Acts(ModuleSession session) => [.. session.Simulation.Writes.Select(w => w.Act)];
}
