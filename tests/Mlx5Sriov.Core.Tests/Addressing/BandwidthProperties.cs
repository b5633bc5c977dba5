using FsCheck.Xunit;

namespace Mlx5Sriov.Tests.Addressing;

[Properties(Arbitrary = [typeof(Generators)])]
public class BandwidthProperties
{
    [Property]
    public bool A_rate_reads_back_as_printed(Bandwidth rate) =>
        Bandwidth.Parse(rate.ToString()) == rate && Bandwidth.Parse(rate.ToString().ToUpperInvariant()) == rate;

    [Property]
    public bool A_rate_reads_back_from_any_unit_with_a_fraction(Bandwidth rate)
    {
        var bits = rate.BitsPerSecond;
        return Bandwidth.Parse($"{bits}bit") == rate
            && Bandwidth.Parse($"{bits / 1000}.{bits % 1000:d3}kbit") == rate
            && Bandwidth.Parse($"{bits / 1_000_000}.{bits % 1_000_000:d6}Mbit") == rate
            && Bandwidth.Parse($"{bits / 1_000_000_000}.{bits % 1_000_000_000:d9}Gbit") == rate;
    }

    [Property]
    public bool A_short_text_is_right_to_three_digits(Bandwidth rate)
    {
        var text = rate.ToShortString();
        var error = Math.Abs((decimal)Bandwidth.Parse(text).BitsPerSecond - rate.BitsPerSecond);
        return error <= rate.BitsPerSecond / 200m && text.Count(char.IsDigit) is >= 1 and <= 10;
    }

    [Property]
    public bool Megabits_convert_to_bytes_and_back_without_loss(uint megabits)
    {
        var rate = Bandwidth.FromMegabits(megabits);
        return rate.IsWholeMegabits
            && rate.WholeMegabits == megabits
            && rate.Megabits == megabits
            && rate.BytesPerSecond == megabits * 125_000UL
            && Bandwidth.FromBytes(rate.BytesPerSecond) == rate;
    }

    [Property]
    public bool Bytes_convert_to_bits_and_back_without_loss(ulong any)
    {
        var bytes = any >> 4;
        var rate = Bandwidth.FromBytes(bytes);
        return rate.BytesPerSecond == bytes && (ulong)rate.BitsPerSecond == bytes * 8;
    }

    [Property]
    public bool The_megabits_of_a_rate_are_exact(Bandwidth rate) =>
        rate.Megabits * 1_000_000 == rate.BitsPerSecond
        && rate.IsWholeMegabits == (rate.Megabits == decimal.Truncate(rate.Megabits))
        && rate.IsZero == (rate == Bandwidth.Zero);
}
