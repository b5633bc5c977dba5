using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Mlx5Sriov.Shell.Host;

// What the engine asks: ShouldProcess, missing parameters, credentials.
internal sealed partial class ShellUserInterface
{
    public override string ReadLine() => _input.Read("");

    public override SecureString ReadLineAsSecureString() => _input.ReadSecret("");

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentOutOfRangeException.ThrowIfZero(choices.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(defaultChoice, -1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(defaultChoice, choices.Count);

        var menu = new ChoiceMenu(choices, defaultChoice);
        WriteHeading(caption, message);
        while (true)
        {
            var answer = _input.Read(menu.Question).Trim();
            if (answer == "?")
                Write(menu.Help);
            else if (menu.Choose(answer) is { } choice)
                return choice;
        }
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        ArgumentNullException.ThrowIfNull(descriptions);

        WriteHeading(caption, message);
        return descriptions.ToDictionary(field => field.Name, field => new PSObject(AskFor(field)));
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
    {
        WriteHeading(caption, message);
        var name = string.IsNullOrEmpty(userName) ? _input.Read("User: ") : userName;
        return new PSCredential(name, _input.ReadSecret($"Password for user {name}: "));
    }

    // The engine converts an answer to the parameter's type and reports what does not fit; only what is not read as
    // one line of plain text is told apart here.
    private object AskFor(FieldDescription field)
    {
        var label = string.IsNullOrEmpty(field.Label) ? field.Name : field.Label.Replace("&", "", StringComparison.Ordinal);
        var type = Type.GetType(field.ParameterAssemblyFullName, throwOnError: false) ?? typeof(string);

        if (type == typeof(SecureString)) return _input.ReadSecret($"{label}: ");
        if (type == typeof(PSCredential)) return PromptForCredential("", "", "", "");
        if (type == typeof(string) || !type.IsAssignableTo(typeof(IList))) return _input.Read($"{label}: ");

        var items = new List<string>();
        while (_input.Read(string.Create(CultureInfo.InvariantCulture, $"{label}[{items.Count}]: ")) is { Length: > 0 } item)
            items.Add(item);
        return items.ToArray();
    }

    private void WriteHeading(string caption, string message)
    {
        if (!string.IsNullOrEmpty(caption)) Write($"\n{PSStyle.Instance.Bold}{caption}{PSStyle.Instance.Reset}\n");
        if (!string.IsNullOrEmpty(message)) WriteLine(message);
    }
}
