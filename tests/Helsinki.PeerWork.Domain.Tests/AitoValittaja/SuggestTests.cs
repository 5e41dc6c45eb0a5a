using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class SuggestTests : AitoValittajaSpec
{
    static readonly Suggest Suggestion = new(Aino, Malmi, Tuula, "K-0042", January12, January12);

    [Fact]
    public void A_therapist_suggests_the_model() =>
        Given().When(Suggestion).Then(new ModelSuggested(Aino, Malmi, Tuula, "K-0042", January12));

    [Fact]
    public void A_suggestion_can_be_written_down_later() =>
        Given().When(Suggestion with { Today = May4 }).Then(new ModelSuggested(Aino, Malmi, Tuula, "K-0042", January12));

    [Fact]
    public void A_suggestion_is_not_made_in_the_future() =>
        Given().When(Suggestion with { On = January14 }).Refused(DayInFuture);

    [Fact]
    public void A_process_is_opened_once() =>
        Given(Suggested).When(Suggestion with { Centre = new("Laakso") }).Refused(AlreadySuggested);

    [Fact]
    public void Suggesting_again_changes_nothing_though_another_code_was_drawn() =>
        Given(Active).When(Suggestion with { Code = "K-0043" }).Then();
}
