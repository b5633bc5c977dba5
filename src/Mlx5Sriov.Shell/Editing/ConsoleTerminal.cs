using Mlx5Sriov.Shell.Host;

namespace Mlx5Sriov.Shell.Editing;

/// <summary>The process's terminal.</summary>
internal sealed class ConsoleTerminal(ShellConsole console) : ITerminal
{
    public int Width => ShellConsole.Width;

    public bool InterruptIsKey
    {
        get => Console.TreatControlCAsInput;
        set => Console.TreatControlCAsInput = value;
    }

    public bool IsKeyWaiting => Console.KeyAvailable;

    public ConsoleKeyInfo? ReadKey()
    {
        try
        {
            // At the end of its input .NET returns the key that no keyboard has.
            return Console.ReadKey(intercept: true) is var key && key != default ? key : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public void Write(string text) => console.Output.WriteRaw(text);
}
