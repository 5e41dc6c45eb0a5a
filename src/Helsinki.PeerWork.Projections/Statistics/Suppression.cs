using System.Text.Json.Serialization;
using Helsinki.PeerWork.Domain.Statistics;

namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>What kind of number stands in a cell, and so what anyone may assume of it while it is hidden.</summary>
public enum CellKind
{
    /// <summary>At least 1.</summary>
    Count,

    /// <summary>Above 0, in its smallest unit: minutes, cents.</summary>
    Amount,

    /// <summary>Of either sign: nothing may be assumed.</summary>
    Signed,
}

/// <summary>What earlier editions said of a cell.</summary>
public enum Earlier
{
    /// <summary>Nothing, or another number.</summary>
    Nothing,

    /// <summary>Another number stood there, hidden: hiding this one too tells least.</summary>
    HidAnother,

    /// <summary>This same number, hidden: it stays hidden.</summary>
    Hid,

    /// <summary>This same number: everyone knows it, so it can protect nothing.</summary>
    Showed,
}

/// <summary>One number of what is to be published.</summary>
/// <param name="Value">Whole, in the number's smallest unit.</param>
/// <param name="Persons">How many persons it rests on; 0 when there is nothing there.</param>
public sealed record GuardedCell(string Key, long Value, int Persons, CellKind Kind, Earlier Earlier = Earlier.Nothing);

/// <summary>
/// Totals that add up to the same as their parts, or differ from it by something everyone may be taken to know. Two numbers that are the same
/// are a total with one part.
/// </summary>
[method: JsonConstructor]
public sealed record KnownSum(IReadOnlyList<string> Totals, IReadOnlyList<string> Parts)
{
    public KnownSum(string total, IReadOnlyList<string> parts) : this([total], parts) { }
}

/// <summary>
/// Persons of the whole, who may be in several parts: no part has more of them than the whole, and the whole no more than the parts together.
/// </summary>
public sealed record DistinctCount(string Whole, IReadOnlyList<string> Parts);

/// <param name="Together">Cells that give one another away, e.g. the two sides of a ratio: all of them are shown, or none.</param>
public sealed record PublishedTable(
    IReadOnlyList<GuardedCell> Cells, IReadOnlyList<KnownSum> Sums, IReadOnlyList<DistinctCount> Distinct,
    IReadOnlyList<IReadOnlyList<string>> Together);

/// <summary>What was published before of the same year.</summary>
/// <param name="Hidden">The cells it had a mark for.</param>
public sealed record EarlierEdition(PublishedTable Table, IReadOnlyCollection<string> Hidden);

public enum Hiding
{
    /// <summary>It rests on too few persons.</summary>
    Primary,

    /// <summary>It would give another one away.</summary>
    Complementary,
}

/// <param name="Cells">Every hidden cell. What is published shows the same mark for both reasons.</param>
/// <param name="Exposed">Hidden cells that can be worked out whatever is hidden, because of what earlier editions showed.</param>
public sealed record Suppressed(IReadOnlyDictionary<string, Hiding> Cells, IReadOnlyList<string> Exposed);

/// <summary>
/// Which cells stay hidden in what is published. Those that rest on too few persons (<see cref="StatisticsNumbers.FewestPersons"/>); and as many more
/// as it takes for each hidden number to have a witness: another table of whole numbers that agrees with everything shown, and has another number in
/// that cell. Who sees no more than what is shown can't tell the two tables apart, so no arithmetic gives the number away. A witness once found holds
/// on, because hiding more only leaves more room.
/// </summary>
public static class Suppression
{
    /// <summary>
    /// By what part of it a hidden amount could be more, at least: nobody may come close to it from above, and a cent more hides nothing.
    /// </summary>
    const int PartOfAmount = 10;

    // A search that takes longer gives up: first for one that takes what leads on fastest, then for hiding the whole row and column.
    const int MostSteps = 10_000;
    const int MostMoves = 60;
    const int Careful = 1;
    const int Eager = 200;

    /// <param name="fewestPersons">That a shown cell may rest on.</param>
    /// <param name="earlier">The editions of the same year before this one, oldest first: what they hid stays hidden, by this edition too.</param>
    public static Suppressed Of(PublishedTable table, int fewestPersons, params IReadOnlyList<EarlierEdition> earlier)
    {
        var all = new Search(With(table, earlier), fewestPersons).Protect();
        var own = table.Cells.Select(c => c.Key).ToHashSet();
        return all with { Cells = all.Cells.Where(c => own.Contains(c.Key)).ToDictionary() };
    }

    /// <summary>
    /// All editions as one table. A number that did not change from one to the next is one unknown; another number in the same cell is another
    /// unknown, and is kept under a key of its own.
    /// </summary>
    static PublishedTable With(PublishedTable table, IReadOnlyList<EarlierEdition> earlier)
    {
        var cells = table.Cells.ToDictionary(c => c.Key);
        List<KnownSum> sums = [.. table.Sums];
        List<DistinctCount> distinct = [.. table.Distinct];
        var (after, keyAfter) = (table.Cells.ToDictionary(c => c.Key, c => c.Value), table.Cells.ToDictionary(c => c.Key, c => c.Key));
        for (var edition = earlier.Count; edition > 0; edition--)
        {
            var (was, hidden) = (earlier[edition - 1].Table, earlier[edition - 1].Hidden.ToHashSet());
            Dictionary<string, string> keyThen = [];
            foreach (var cell in was.Cells)
            {
                var same = after.TryGetValue(cell.Key, out var value) && value == cell.Value;
                var key = keyThen[cell.Key] = same ? keyAfter[cell.Key] : $"{cell.Key}#{edition}";
                var told = hidden.Contains(cell.Key) ? Earlier.Hid : Earlier.Showed;
                if (!same) cells[key] = cell with { Key = key, Earlier = told };
                else if (cells[key].Earlier is not Earlier.Showed) cells[key] = cells[key] with { Earlier = told };
                if (!same && edition == earlier.Count && told is Earlier.Hid && cells.TryGetValue(cell.Key, out var now))
                    cells[cell.Key] = now with { Earlier = Earlier.HidAnother };
            }
            sums.AddRange(was.Sums.Select(s => new KnownSum([.. s.Totals.Select(Then)], [.. s.Parts.Select(Then)])));
            distinct.AddRange(was.Distinct.Select(d => new DistinctCount(Then(d.Whole), [.. d.Parts.Select(Then)])));
            (after, keyAfter) = (was.Cells.ToDictionary(c => c.Key, c => c.Value), keyThen);

            string Then(string key) => keyThen.GetValueOrDefault(key, key);
        }
        return new([.. cells.Values], sums, distinct, table.Together);
    }

    sealed class Search
    {
        const long CostOfMove = 1, CostOfHidingAgain = 2, CostOfHiding = 10;

        readonly IReadOnlyList<GuardedCell> cells;
        readonly int fewestPersons;
        readonly Dictionary<string, int> indexes;

        // Of each sum its free cells: +1 for a total, -1 for a part. What everyone knows is no unknown.
        readonly List<Dictionary<int, int>> sums = [];
        readonly List<int>[] sumsOf;
        readonly List<(int Whole, List<int> Parts)> distinct = [];
        readonly List<int>[] distinctOf;
        readonly List<int[]>[] togetherOf;

        // Of each cell those that always change by as much as it does, itself among them.
        readonly HashSet<int>[] twins;
        readonly Hiding?[] hidden;
        readonly bool[] witnessed, counted;

        public Search(PublishedTable table, int fewestPersons)
        {
            (cells, this.fewestPersons) = (table.Cells, fewestPersons);
            indexes = cells.Select((cell, i) => (cell.Key, i)).ToDictionary(c => c.Key, c => c.i);
            (sumsOf, distinctOf, togetherOf) = (Lists<int>(), Lists<int>(), Lists<int[]>());
            (hidden, witnessed, counted) = (new Hiding?[cells.Count], new bool[cells.Count], new bool[cells.Count]);

            foreach (var sum in table.Sums)
            {
                Dictionary<int, int> unknown = [];
                foreach (var (key, sign) in sum.Totals.Select(t => (t, 1)).Concat(sum.Parts.Select(p => (p, -1))))
                    if (indexes.TryGetValue(key, out var i) && !IsKnown(i)) unknown[i] = unknown.GetValueOrDefault(i) + sign;
                foreach (var i in unknown.Keys) sumsOf[i].Add(sums.Count);
                sums.Add(unknown);
            }
            foreach (var count in table.Distinct)
            {
                (int Whole, List<int> Parts) found = (indexes[count.Whole], [.. count.Parts.Select(p => indexes[p])]);
                foreach (var i in found.Parts.Prepend(found.Whole))
                {
                    distinctOf[i].Add(distinct.Count);
                    counted[i] = true;
                }
                distinct.Add(found);
            }
            twins = [.. cells.Select((_, i) => new HashSet<int> { i })];
            foreach (var pair in sums.Where(s => s.Count == 2 && s.Values.Sum() == 0).Select(s => s.Keys.ToArray()))
            {
                if (twins[pair[0]].Contains(pair[1])) continue;
                twins[pair[0]].UnionWith(twins[pair[1]]);
                foreach (var i in twins[pair[0]]) twins[i] = twins[pair[0]];
            }
            foreach (var group in table.Together)
            {
                int[] members = [.. group.Select(key => indexes[key])];
                foreach (var i in members) togetherOf[i].Add(members);
            }
        }

        List<T>[] Lists<T>() => [.. cells.Select(_ => new List<T>())];

        bool IsKnown(int i) => cells[i].Earlier is Earlier.Showed;

        bool IsPrimary(int i) => cells[i].Persons > 0 && cells[i].Persons < fewestPersons;

        public Suppressed Protect()
        {
            Queue<int> waiting = new();
            for (var i = 0; i < cells.Count; i++)
                if (IsPrimary(i)) Hide(i, Hiding.Primary, waiting);
                else if (cells[i].Earlier is Earlier.Hid) Hide(i, Hiding.Complementary, waiting);

            List<string> exposed = [];
            while (waiting.TryDequeue(out var cell))
            {
                if (witnessed[cell] || IsKnown(cell)) continue;
                if ((Witness(cell, Careful) ?? Witness(cell, Eager)) is { } moves)
                {
                    foreach (var (i, by) in moves)
                    {
                        Hide(i, Hiding.Complementary, waiting);
                        if (IsFarEnough(i, by)) witnessed[i] = true;
                    }
                }
                else if (HideAround(cell, waiting)) waiting.Enqueue(cell);
                else exposed.Add(cells[cell].Key);
            }
            return new(
                cells.Select((cell, i) => (cell.Key, hidden[i])).Where(c => c.Item2 is not null).ToDictionary(c => c.Key, c => c.Item2!.Value),
                exposed);
        }

        void Hide(int cell, Hiding why, Queue<int> waiting)
        {
            if (hidden[cell] is not null) return;
            hidden[cell] = IsPrimary(cell) ? Hiding.Primary : why;
            waiting.Enqueue(cell);
            foreach (var other in togetherOf[cell].SelectMany(group => group)) Hide(other, Hiding.Complementary, waiting);
        }

        /// <summary>
        /// Hides everything that is added up with the cell: first what has something in it, then the zeros. False when all of it is hidden.
        /// </summary>
        bool HideAround(int cell, Queue<int> waiting)
        {
            HashSet<int> around = [cell];
            for (var grown = 0; grown < around.Count;)
            {
                grown = around.Count;
                foreach (var i in around.ToList())
                {
                    around.UnionWith(sumsOf[i].SelectMany(s => sums[s].Keys));
                    around.UnionWith(distinctOf[i].SelectMany(d => distinct[d].Parts.Prepend(distinct[d].Whole)).Where(o => !IsKnown(o)));
                }
                if (Shown(zeros: false) is { Count: > 0 } found) return All(found);
            }
            return Shown(zeros: true) is { Count: > 0 } rest && All(rest);

            List<int> Shown(bool zeros) => [.. around.Where(i => hidden[i] is null && (zeros || cells[i].Persons > 0))];

            bool All(List<int> found)
            {
                foreach (var i in found) Hide(i, Hiding.Complementary, waiting);
                return true;
            }
        }

        /// <summary>How far from a hidden number its witness must be.</summary>
        long Room(int cell) => cells[cell].Kind is CellKind.Amount ? Math.Max(1, Math.Abs(cells[cell].Value) / PartOfAmount) : 1;

        IReadOnlyList<int> Directions(int cell) => cells[cell].Kind is CellKind.Amount ? [1] : [1, -1];

        bool IsFarEnough(int cell, long by) => Directions(cell).Any(d => by * d >= Room(cell));

        sealed record Step(Step? Before, int Cell, long By, int Length, long Cost);

        /// <summary>
        /// The cheapest set of changes that includes the cell and leaves everything else that is shown as it is; null when none was found.
        /// </summary>
        /// <param name="haste">What a sum still out of balance counts for against the cost.</param>
        Dictionary<int, long>? Witness(int cell, int haste)
        {
            var open = new PriorityQueue<Step, (long Cost, int Order)>();
            var order = 0;
            foreach (var direction in Directions(cell)) Push(null, [], cell, direction * Room(cell));
            for (var steps = 0; steps < MostSteps && open.TryDequeue(out var step, out _); steps++)
            {
                var moves = MovesOf(step);
                if (Unbalanced(moves) is { } sum)
                {
                    foreach (var i in sums[sum.Index].Keys)
                        if (sums[sum.Index].Sum(term => twins[i].Contains(term.Key) ? term.Value : 0) is not 0 and var sign && sum.Off % sign == 0)
                            Push(step, moves, i, -sum.Off / sign);
                }
                else if (Broken(moves) is { } repairs)
                {
                    foreach (var (i, by) in repairs) Push(step, moves, i, by);
                }
                else if (IsFarEnough(cell, moves[cell])) return moves;
            }
            return null;

            void Push(Step? before, Dictionary<int, long> moves, int i, long by)
            {
                if (before is not null && (before.Length == MostMoves || i == before.Cell || (haste == Careful && moves.ContainsKey(i)))) return;
                if (twins[i].Any(t => !MayBe(t, cells[t].Value + moves.GetValueOrDefault(t) + by) || CostOf(t) is null)) return;
                var step = new Step(before, i, by, (before?.Length ?? 0) + 1, (before?.Cost ?? 0) + twins[i].Sum(t => CostOf(t)!.Value));
                open.Enqueue(step, (step.Cost + (haste * OutOfBalance(MovesOf(step)).Count()), order++));
            }
        }

        Dictionary<int, long> MovesOf(Step step)
        {
            Dictionary<int, long> moves = [];
            for (var at = step; at is not null; at = at.Before)
                foreach (var i in twins[at.Cell]) moves[i] = moves.GetValueOrDefault(i) + at.By;
            return moves;
        }

        // Small cells are hidden rather than totals; zeros tell that nothing is there, and are never part of a search.
        long? CostOf(int i) =>
            IsKnown(i) ? null
            : hidden[i] is not null ? CostOfMove
            : cells[i].Persons == 0 ? null
            : cells[i].Earlier is Earlier.HidAnother ? CostOfHidingAgain
            : CostOfHiding + cells[i].Persons;

        /// <summary>What anyone who knows these rules would hold possible of a hidden number.</summary>
        bool MayBe(int i, long value)
        {
            var cell = cells[i];
            if (cell.Kind is CellKind.Signed) return true;
            if (value < (cell.Value == 0 ? 0 : 1)) return false;
            // Where persons are counted, one hidden by itself is known to be too few.
            return !counted[i] || cell.Persons != cell.Value || !IsPrimary(i) || value < fewestPersons;
        }

        /// <summary>The sum with the fewest ways out among those the changes put out of balance, and by how much.</summary>
        (int Index, long Off)? Unbalanced(Dictionary<int, long> moves)
        {
            (int Index, long Off)? found = null;
            foreach (var (index, off) in OutOfBalance(moves))
                if (found is null || sums[index].Count < sums[found.Value.Index].Count) found = (index, off);
            return found;
        }

        IEnumerable<(int Index, long Off)> OutOfBalance(Dictionary<int, long> moves)
        {
            Dictionary<int, long> off = [];
            foreach (var (i, by) in moves)
                foreach (var index in sumsOf[i]) off[index] = off.GetValueOrDefault(index) + (sums[index][i] * by);
            return off.Where(s => s.Value != 0).Select(s => (s.Key, s.Value));
        }

        /// <summary>Ways to mend a count of persons that the changes made impossible; null when none is.</summary>
        List<(int Cell, long By)>? Broken(Dictionary<int, long> moves)
        {
            long Now(int i) => cells[i].Value + moves.GetValueOrDefault(i);
            foreach (var index in moves.Keys.SelectMany(i => distinctOf[i]).Distinct())
            {
                var (whole, parts) = distinct[index];
                foreach (var part in parts)
                    if (Now(part) - Now(whole) is > 0 and var over) return [(whole, over), (part, -over)];
                if (Now(whole) - parts.Sum(Now) is > 0 and var missing)
                    return [(whole, -missing), .. parts.Select(part => (part, missing))];
            }
            return null;
        }
    }
}
