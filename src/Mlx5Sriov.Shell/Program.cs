using Mlx5Sriov.Shell.CommandLine;
using Mlx5Sriov.Shell.Session;

// The engine reports its use to its makers unless told otherwise. This shell reports nothing to anyone; it must be
// said before the first type of the engine is touched.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

try
{
    var arguments = ArgumentParser.Parse(args);
    if (!arguments.Help) return ShellSession.Run(arguments);

    Console.Out.Write(Usage.Text);
    return ExitCodes.Success;
}
catch (UsageException e)
{
    Console.Error.WriteLine(e.Message);
    Console.Error.Write(Usage.Text);
    return ExitCodes.Usage;
}
