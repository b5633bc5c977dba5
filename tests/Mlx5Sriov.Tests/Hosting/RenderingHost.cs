using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using System.Security;
using System.Text;

namespace Mlx5Sriov.Tests;

/// <summary>A host with a screen of a given width whose text can be read; it answers the questions that a test has foreseen, and no other.</summary>
internal sealed class RenderingHost(int width) : PSHost
{
    private readonly Screen _screen = new(width);

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => nameof(RenderingHost);

    public override PSHostUserInterface UI => _screen;

    public override Version Version => new(1, 0);

    /// <summary>The answers to come, such as Yes.</summary>
    public Queue<string> Answers => _screen.Answers;

    /// <summary>The questions so far.</summary>
    public IReadOnlyList<string> Questions => _screen.Questions;

    /// <summary>Gives it a screen on which nothing was written, asked or set.</summary>
    public void Renew(int width) => _screen.Renew(width);

    public string TakeText() => _screen.TakeText();

    /// <summary>What was written since the last look, escape sequences included.</summary>
    public string TakeRaw() => _screen.TakeRaw();

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }

    // The engine keeps the objects of the screen, so that it is they that are made as new.
    private sealed class Screen(int width) : PSHostUserInterface
    {
        private readonly Size _size = new(width);
        private readonly StringBuilder _text = new();

        public Queue<string> Answers { get; } = new();

        public List<string> Questions { get; } = [];

        public override PSHostRawUserInterface RawUI => _size;

        public void Renew(int width)
        {
            _text.Clear();
            Answers.Clear();
            Questions.Clear();
            _size.Renew(width);
        }

        public string TakeText()
        {
            var plain = new StringDecorated(TakeRaw()).ToString(OutputRendering.PlainText);
            return string.Join('\n', plain.Split('\n').Select(line => line.TrimEnd())).Trim('\n');
        }

        public string TakeRaw()
        {
            var text = _text.ToString();
            _text.Clear();
            return text;
        }

        public override void Write(string value) => _text.Append(value);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

        public override void WriteLine(string value) => _text.Append(value).Append('\n');

        public override void WriteErrorLine(string value) => WriteLine(value);

        public override void WriteDebugLine(string message) => WriteLine(message);

        public override void WriteVerboseLine(string message) => WriteLine(message);

        public override void WriteWarningLine(string message) => WriteLine(message);

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override string ReadLine() => throw new NotSupportedException();

        public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
            throw new NotSupportedException();

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Questions.Add(message);
            if (!Answers.TryDequeue(out var answer)) throw new NotSupportedException($"Nobody answers '{message}'.");
            return choices.Select(c => c.Label.Replace("&", "", StringComparison.Ordinal)).ToList().IndexOf(answer);
        }

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw new NotSupportedException();

        public override PSCredential PromptForCredential(
            string caption,
            string message,
            string userName,
            string targetName,
            PSCredentialTypes allowedCredentialTypes,
            PSCredentialUIOptions options) => throw new NotSupportedException();
    }

    private sealed class Size : PSHostRawUserInterface
    {
        public Size(int width) => Renew(width);

        public override ConsoleColor BackgroundColor { get; set; }

        public override System.Management.Automation.Host.Size BufferSize { get; set; }

        public override Coordinates CursorPosition { get; set; }

        public override int CursorSize { get; set; }

        public override ConsoleColor ForegroundColor { get; set; }

        public override bool KeyAvailable => false;

        public override System.Management.Automation.Host.Size MaxPhysicalWindowSize => BufferSize;

        public override System.Management.Automation.Host.Size MaxWindowSize => BufferSize;

        public override Coordinates WindowPosition { get; set; }

        public override System.Management.Automation.Host.Size WindowSize { get; set; }

        public override string WindowTitle { get; set; } = "";

        public void Renew(int width)
        {
            BufferSize = WindowSize = new(width, 50);
            CursorPosition = WindowPosition = default;
            (CursorSize, BackgroundColor, ForegroundColor, WindowTitle) = (0, default, default, "");
        }

        public override void FlushInputBuffer()
        {
        }

        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();

        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill)
        {
        }

        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents)
        {
        }

        public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
        {
        }
    }
}
