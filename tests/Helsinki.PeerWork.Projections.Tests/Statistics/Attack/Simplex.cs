namespace Helsinki.PeerWork.Projections.Tests.Statistics.Attack;

/// <summary>How low and how high each unknown can be, given equations and inequalities. Unknowns are 0 or more.</summary>
sealed class Simplex
{
    const double Zero = 1e-7;

    // One row an equation, in terms of the unknowns, then slacks, then artificials; the right-hand side last.
    readonly double[][] rows;
    readonly int[] basis;
    readonly int columns, artificials;

    /// <param name="equal">coefficients · x = right.</param>
    /// <param name="atMost">coefficients · x ≤ right.</param>
    public Simplex(
        int unknowns, IReadOnlyList<(double[] Coefficients, double Right)> equal, IReadOnlyList<(double[] Coefficients, double Right)> atMost)
    {
        var count = equal.Count + atMost.Count;
        artificials = unknowns + atMost.Count;
        columns = artificials + count;
        rows = new double[count][];
        basis = new int[count];
        for (var r = 0; r < count; r++)
        {
            var (coefficients, right) = r < equal.Count ? equal[r] : atMost[r - equal.Count];
            var row = new double[columns + 1];
            coefficients.CopyTo(row, 0);
            if (r >= equal.Count) row[unknowns + r - equal.Count] = 1;
            row[columns] = right;
            if (right < 0)
                for (var c = 0; c <= columns; c++) row[c] = -row[c];
            row[artificials + r] = 1;
            (rows[r], basis[r]) = (row, artificials + r);
        }
        var phaseOne = new double[columns];
        for (var c = artificials; c < columns; c++) phaseOne[c] = -1;
        Feasible = Maximise(phaseOne, columns) > -1e-5;
        for (var r = 0; r < count; r++)
            if (basis[r] >= artificials && Enumerable.Range(0, artificials).FirstOrDefault(c => Math.Abs(rows[r][c]) > Zero, -1) is >= 0 and var c)
                Pivot(r, c);
    }

    public bool Feasible { get; }

    /// <param name="coefficients">Of the unknowns.</param>
    public (double Least, double Most) RangeOf(params ReadOnlySpan<(int Unknown, int Coefficient)> coefficients)
    {
        var objective = new double[columns];
        foreach (var (unknown, coefficient) in coefficients) objective[unknown] = -coefficient;
        var least = -Maximise(objective, artificials);
        foreach (var (unknown, coefficient) in coefficients) objective[unknown] = coefficient;
        return (least, Maximise(objective, artificials));
    }

    /// <summary>Bland's rule, so that it never goes round in a circle.</summary>
    double Maximise(double[] objective, int usable)
    {
        while (true)
        {
            var entering = -1;
            for (var c = 0; c < usable && entering < 0; c++)
                if (!basis.Contains(c) && objective[c] - Enumerable.Range(0, rows.Length).Sum(r => objective[basis[r]] * rows[r][c]) > Zero)
                    entering = c;
            if (entering < 0) return Enumerable.Range(0, rows.Length).Sum(r => objective[basis[r]] * rows[r][columns]);

            var leaving = -1;
            var best = double.PositiveInfinity;
            for (var r = 0; r < rows.Length; r++)
            {
                if (rows[r][entering] <= Zero) continue;
                var ratio = rows[r][columns] / rows[r][entering];
                if (ratio < best - Zero || (ratio < best + Zero && leaving >= 0 && basis[r] < basis[leaving]))
                    (best, leaving) = (Math.Min(best, ratio), r);
            }
            if (leaving < 0) return double.PositiveInfinity;
            Pivot(leaving, entering);
        }
    }

    void Pivot(int row, int column)
    {
        var by = rows[row][column];
        for (var c = 0; c <= columns; c++) rows[row][c] /= by;
        for (var r = 0; r < rows.Length; r++)
        {
            var times = rows[r][column];
            if (r == row || times == 0) continue;
            for (var c = 0; c <= columns; c++) rows[r][c] -= times * rows[row][c];
        }
        basis[row] = column;
    }
}
