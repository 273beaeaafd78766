//! The other languages: what differs from French.

use super::check_in;

#[test]
fn english() {
    check_in(
        "en",
        "“[direct: We will not give up],” [speaker: Mayor Ann Roy] [cue: said] Tuesday.",
    );
    check_in(
        "en",
        "“[direct: We will not give up],” [cue: said] [speaker: the mayor], who was elected in May.",
    );
    check_in(
        "en",
        "[speaker: Police] [cue: said] [indirect: the bridge was closed].",
    );
    check_in(
        "en",
        "[speaker: The union] [cue: said] that [indirect: talks had failed].",
    );
    check_in(
        "en",
        "[indirect: The bridge was closed], [cue: according to] [speaker: police].",
    );
    check_in("en", "“[direct: Why now?]” [speaker: Roy] [cue: asked].");
}

#[test]
fn german() {
    check_in(
        "de",
        "„[direct: Wir geben nicht auf]“, [cue: sagte] [speaker: der Sprecher] am Montag.",
    );
    check_in(
        "de",
        "[speaker: Die Polizei] [cue: erklärte], dass [indirect: die Brücke gesperrt sei].",
    );
    check_in(
        "de",
        "[speaker: Der Minister] [cue: sagte], [indirect: die Preise seien gestiegen].",
    );
    check_in(
        "de",
        "»[direct: Wir geben nicht auf]«, [cue: so] [speaker: die Ministerin].",
    );
    check_in(
        "de",
        "Am Montag [cue: sagte] [speaker: der Sprecher], dass [indirect: alles ruhig sei].",
    );
}

#[test]
fn spanish() {
    check_in(
        "es",
        "\"[direct: No vamos a ceder]\", [cue: dijo] [speaker: el presidente Juan Ruiz].",
    );
    check_in(
        "es",
        "[speaker: El ministro] [cue: afirmó] que [indirect: la ley será aprobada en mayo].",
    );
    check_in(
        "es",
        "[cue: Según] [speaker: la policía], [indirect: tres personas murieron].",
    );
}

#[test]
fn english_clauses_without_that() {
    check_in(
        "en",
        "[speaker: Officials] [cue: said] on Thursday [indirect: the bridge would be closed].",
    );
    check_in(
        "en",
        "[speaker: The union] [cue: explained] [indirect: how much the strike would cost].",
    );
    check_in(
        "en",
        "[indirect: The bridge was closed], as [speaker: police] have [cue: said].",
    );
    check_in(
        "en",
        "“[direct: We will not give up],\" [speaker: Ann Roy] [cue: said].",
    );
}

#[test]
fn german_sentences_tied_to_a_report() {
    check_in(
        "de",
        "[indirect: Die Straße bleibt gesperrt]. Das [cue: teilte] [speaker: die Polizei] am Montag mit.",
    );
    check_in(
        "de",
        "[speaker 1 2: Ein Sprecher] [cue 1: erklärte], [indirect 1: die Tiere würden behandelt]. [indirect 2: Rund um die Höfe sei alles gesperrt]. Die Lage ist ruhig.",
    );
    check_in(
        "de",
        "In [speaker: der Resolution] [cue: heißt] es, dass [indirect: der Schutz verbessert wurde].",
    );
    check_in(
        "de",
        "Bereits vor zwei Wochen hatte [speaker: die Gewerkschaft] [cue: erklärt], dass [indirect: die Lotsen streiken].",
    );
}

#[test]
fn spanish_subjects_and_clauses() {
    check_in(
        "es",
        "[indirect: El incendio causó tres muertos], [cue: informaron] [speaker: los bomberos].",
    );
    check_in(
        "es",
        "[indirect: El incendio causó tres muertos], según [cue: ha informado] [speaker: el alcalde].",
    );
    check_in(
        "es",
        "\"[direct 1: Estamos cansados]\", [cue 1: ha dicho] [speaker 1 2: Pérez]. \"[direct 2: No podemos más]\", [cue 2: ha añadido].",
    );
    check_in(
        "es",
        "[indirect: La obra acabará en mayo]. Así lo [cue: anunció] [speaker: la consejera de Cultura], Marta Ruiz.",
    );
}

#[test]
fn english_sentences_and_subjects_beside_marks() {
    let check = |marked_up| check_in("en", marked_up);
    check(
        "''[direct: We will not go back now],'' [cue: said] [speaker: Anne Roy]. ''[direct: We lost.]''",
    );
    check("“[direct: I am so ready to work on this],” [speaker: Clara Roy] [cue: gushed].");
    check(
        "“[direct: She is a mother of three],” another friend, [speaker: Clara Roy], [cue: told] CNN.",
    );
}
