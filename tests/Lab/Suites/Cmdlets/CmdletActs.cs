using System.Globalization;

namespace Mlx5Sriov.Lab;

/// <summary>Cmdlets and commands as acts on a port: what they must do, and that they do nothing where nothing differs.
/// Scripts run in the session, or where none is given in the engine that all suites of the machine share.</summary>
internal sealed class CmdletActs(GuestMachine guest, GuestPort port, Tally tally, IModuleSession? session = null)
{
    /// <summary>The port's net device.</summary>
    public string Pf => port.NetDevice;

    private IModuleSession Session => session ?? guest.Module;

    /// <summary>Runs a script that must not fail.</summary>
    /// <returns>The port as the tools tell it afterwards.</returns>
    public string[] Cmdlet(string script)
    {
        tally.Act(script);
        tally.Same("errors", "", string.Join("; ", Session.Tell(script).Errors.Select(e => e.Message)));
        return PortReading.Of(port);
    }

    /// <summary>Runs a script that must not fail and must change something; and once more, when it must write nothing and keep no journal.</summary>
    /// <returns>The port as the tools tell it afterwards.</returns>
    public string[] Twice(string script)
    {
        var before = KernelWrites.Count();
        var after = Cmdlet(script);
        tally.Same("something was written", true, KernelWrites.Count() > before);
        Idle(script, after);
        return after;
    }

    /// <summary>Runs a script that must not fail and must leave everything as it is, unwritten.</summary>
    public void Idle(string script) => Idle(script, PortReading.Of(port));

    private void Idle(string script, string[] reading)
    {
        var (writes, journals) = (KernelWrites.Count(), Journals());
        var after = Cmdlet(script);
        tally.Same("writes where nothing differs", 0, KernelWrites.Count() - writes);
        tally.Same("journals where nothing differs", journals, Journals());
        tally.SameLines("state where nothing differs", reading, after);
    }

    /// <summary>Runs a script that must be refused, and must leave everything as it is, unwritten.</summary>
    /// <returns>The error's message.</returns>
    public string Refused(string script, string errorId)
    {
        var (writes, reading) = (KernelWrites.Count(), PortReading.Of(port));
        tally.Act(script);
        var (id, message) = FirstError(script);
        tally.Same("error", errorId, id);
        tally.Same("writes of what is refused", 0, KernelWrites.Count() - writes);
        tally.SameLines("state after a refusal", reading, PortReading.Of(port));
        return message;
    }

    /// <summary>Runs a script that must be refused because somebody has a VF, and must say which VF and who.</summary>
    public void RefusedFor(string holder, int vf, string script)
    {
        var message = Refused(script, "VfInUse");
        var use = string.Create(CultureInfo.InvariantCulture, $"{Pf} vf {vf}: {holder}");
        if (!message.Contains(use, StringComparison.Ordinal)) tally.Fail($"'{message}' does not say '{use}'");
    }

    /// <summary>Runs commands in bash that must succeed.</summary>
    /// <returns>The port as the tools tell it afterwards.</returns>
    public string[] Tool(string commands)
    {
        tally.Act(commands);
        Bash.Do($"set -e; {commands}");
        return PortReading.Of(port);
    }

    /// <summary>What a script that must not fail emits, as text.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public string Told(string script)
    {
        var (output, errors) = Session.Tell(script);
        return errors.Count == 0 ? string.Join(' ', output) : throw new InvalidOperationException($"'{script}': {string.Join("; ", errors)}");
    }

    /// <summary>The id of the first error that a script ends with.</summary>
    public string ErrorOf(string script) => FirstError(script).Id;

    /// <summary>Undoes the newest change, after which the port must be as it was.</summary>
    public void Undo(IReadOnlyList<string> before) => tally.SameLines("state after the undo", before, Cmdlet("Undo-MlxChange"));

    private (string Id, string Message) FirstError(string script) =>
        Session.Tell(script).Errors is [var error, ..] ? (error.Id.Split(',')[0], error.Message) : ("none", "");

    private static int Journals() => Directory.Exists("/var/lib/mlx5sriov/journal") ? Directory.GetFiles("/var/lib/mlx5sriov/journal").Length : 0;
}
