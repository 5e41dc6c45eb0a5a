namespace Helsinki.PeerWork.Domain.PersonalData;

/// <summary>Whether a payee has a pension insurance of their own. Nothing known is no record at all.</summary>
public enum YelStatus
{
    /// <summary>As self-employed (YEL).</summary>
    Insured,

    NotInsured,

    /// <summary>As a farmer, fisher, reindeer herder or grant recipient (MyEL).</summary>
    InsuredByMyel,
}

/// <summary>What payroll knows of a payee's own pension insurance. Kept outside the events, and deletable.</summary>
/// <param name="Status">As the payee says.</param>
/// <param name="CertificateOn">Day of the pension company's certificate; null: none was seen.</param>
/// <param name="NextCheck">Day by which payroll looks again whether the insurance still holds; null: none set.</param>
public sealed record PensionInsurance(YelStatus Status, DateOnly? CertificateOn, DateOnly? NextCheck)
{
    public bool IsInsured => Status is not YelStatus.NotInsured;
}
