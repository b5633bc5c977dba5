# A session as a user has it, driven by PwshSession: each line of standard input is a script in base64, each answered by a line
# of JSON with what it emitted, as text, and its errors. What the scripts say to the host stands between the answers.
while ($null -ne ($labRequest = [Console]::In.ReadLine())) {
    $labOutput = [Collections.Generic.List[object]]::new()
    $labErrors = [Collections.Generic.List[object]]::new()
    try {
        . ([scriptblock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($labRequest)))) 2>&1 | ForEach-Object {
            if ($_ -is [Management.Automation.ErrorRecord]) { $labErrors.Add($_) } else { $labOutput.Add($_) }
        }
    }
    catch { $labErrors.Add($_) }

    [Console]::Out.WriteLine([string][char]1 + (ConvertTo-Json -Compress @{
        Output = @($labOutput | ForEach-Object { "$_" })
        Errors = @($labErrors | ForEach-Object { @{ Id = $_.FullyQualifiedErrorId; Message = "$_" } })
    }))
}
