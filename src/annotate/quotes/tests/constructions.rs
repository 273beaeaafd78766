//! French constructions around quotations, one test a phenomenon.

use super::check;

#[test]
fn dates_and_times_stand_between_a_verb_and_its_clause() {
    check(
        "[speaker: L'agence] [cue: a annoncé] le 28 février 2018 que [indirect: le départ n'aura pas lieu avant juin].",
    );
    check(
        "[speaker: Une source policière] [cue: a indiqué] à la radio en début de matinée qu'[indirect: au moins 81 personnes ont été interpellées].",
    );
}

#[test]
fn verbs_that_no_list_names_attribute_behind_the_words() {
    check(
        "« [direct: On était morts à la pause] », [cue: a badiné] [speaker: le capitaine belge].",
    );
    check("« [direct: On était morts à la pause] », [cue: badine] [speaker: Lucas Roy].");
    check("« [direct: On était morts à la pause] », [cue: badine]-t-[speaker: il].");
}

#[test]
fn a_participle_shares_its_auxiliary() {
    check(
        "[speaker: Le procureur] a ouvert une enquête et [cue: confirmé] que [indirect: le suspect avait fui].",
    );
}

#[test]
fn an_apposition_is_no_incise() {
    check(
        "[speaker: La ministre norvégienne], Anne Roy, [cue: a jugé] la proposition « [term: sérieuse et bienvenue] ».",
    );
    check(
        "[speaker 1 2: M. Roy], 58 ans, [cue 1 2: a assuré] que [indirect 1: cette « [term 2: solution miracle] » demanderait près de quatre ans].",
    );
}

#[test]
fn an_incise_may_lack_its_comma() {
    check(
        "[indirect: La piste du port aurait été écartée] [cue: a fait savoir] [speaker: la police russe].",
    );
    check("La décision que le juge a prise inquiète la police.");
}

#[test]
fn one_report_ends_where_another_begins() {
    check(
        "[speaker 1 2: Le ministère] [cue 1: a fait savoir] qu'[indirect 1: il étudierait le texte], tout en [cue 2: rappelant] que « [direct 2: la loi reste la loi] ».",
    );
    check(
        "[speaker 1: Le ministère] [cue 1: estimait] que [indirect 1: Paul pourrait partir] et [speaker 2: les élus] [cue 2: avaient demandé] lundi que [indirect 2: Jean soit renvoyé].",
    );
    check(
        "Jean Roy, [speaker: nombre d'élus] [cue: estimant] qu'[indirect: il n'est pas fait pour ce poste], est un partisan du port.",
    );
    check(
        "Si [speaker: Jean Roy], porte-parole du groupe, [cue: annonce] que [indirect: l'usine rouvrira], les salariés en doutent encore.",
    );
}

#[test]
fn a_sentence_without_a_subject_leans_on_the_one_before() {
    check(
        "[speaker 1 2: Le porte-parole] [cue 1: a dit] que « [direct 1: la route est coupée] ». Avant d'[cue 2: ajouter] : « [direct 2: Les travaux seront longs] ».",
    );
}

#[test]
fn a_gerund_at_the_head_has_the_subject_of_its_clause() {
    check(
        "[cue: Qualifiant] d'« [term: horreur] » le salut de samedi, [speaker: Benjamin Roy] a fermé la porte.",
    );
}

#[test]
fn a_colon_introduces_without_a_verb_of_saying() {
    check(
        "[speaker: L'attaquant de Lens], Luis Roy, a consacré un message à son ami : « [direct: Je te souhaite le meilleur pour la suite] ».",
    );
    check(
        "[speaker: La présidente] [cue: a écrit] : « [direct: Les avocats sont venus au siège du club] ». « [direct: Le club transmettra les détails demain] ».",
    );
}

#[test]
fn utterances_side_by_side_are_one() {
    check(
        "« [direct: Plus ils manifesteront, plus on me soutiendra] ». « [direct: Je les encourage même] », a-t-[speaker: il] [cue: confié].",
    );
}

#[test]
fn frames_in_relative_clauses() {
    check(
        "Le syndicat, [cue 1 2: pour] [speaker 1 2: qui] [indirect 1: l'accident était « [term 2: écrit d'avance] »], a fait grève.",
    );
    check(
        "[speaker 2: Paul Roy], qui rejette des règles qui vont [cue 1: selon] [speaker 1: lui] « [term 1: trop loin] », [cue 2: argue] que [indirect 2: ces projets vont créer des emplois].",
    );
    check("Les informations selon lesquelles Jean Roy dirige une société ont surpris.");
}

#[test]
fn what_describes_a_source() {
    check(
        "[cue: Selon] [speaker: une étude] publiée par la revue du port, [indirect: Jean Roy, astrophysicien de l'Observatoire, et son équipe sont arrivés].",
    );
    check("[cue: Selon] [speaker: le maire], Jean Roy, [indirect: la route est coupée].");
    check(
        "[indirect: Le banquier est mort lundi], [cue: selon] [speaker: son porte-parole], Jean Roy.",
    );
    check(
        "[indirect: Les jeunes du quartier constituent] [cue: selon] [speaker: plusieurs observateurs] (dont une ONG) [indirect: une véritable milice].",
    );
    check("Pour les 41 ans du président Roy, une petite foule a chanté.");
}

#[test]
fn names_of_sources_may_be_marked() {
    check("[cue: Selon] [speaker: « Le Monde »], [indirect: le port est fermé depuis mardi].");
    check("[speaker: Le « Monde »] [cue: rapporte] que [indirect: le port est fermé].");
}

#[test]
fn pronouns_that_name_nobody() {
    check("Il était possible de se déclarer « [term: neutre] » dans le formulaire.");
    check("Il est aussi à noter que Jean Roy a été impliqué dans un scandale.");
    check("Les deux hommes ont appris mardi que la porte était fermée.");
}

#[test]
fn nobody_speaks_in_a_passive_without_agent() {
    check(
        "Le candidat, qui critiquait le pouvoir, a créé des formes [cue: qualifiées] d'« [term: audacieuses] ».",
    );
    check(
        "La concertation promise par le gouvernement doit « [mixed: mettre tout sur la table y compris le port] ».",
    );
}

#[test]
fn a_noun_with_its_clause_is_no_utterance() {
    check(
        "[speaker: Philippe Roy] [cue: a salué] « [mixed: un homme qui cherchait à faire bouger les lignes] ».",
    );
}

#[test]
fn a_verb_may_govern_the_one_that_attributes() {
    check(
        "« [direct: La route restera fermée] », [cue: a tenu à préciser] [speaker: le préfet du Cantal].",
    );
    check(
        "\"[direct: L'enquête avance]\", [cue: s'est borné à déclarer] [speaker: le parquet de Nîmes].",
    );
    check("Le groupe a confirmé l'accident, sans préciser si le site fermerait.");
}

#[test]
fn adjuncts_that_hold_a_preposition_more() {
    check(
        "\"[direct: Nous ferons appel]\", a aussitôt [cue: réagi] auprès de l'AFP [speaker: Me Anne Roy], qui défend la famille.",
    );
    check(
        "\"[direct: Il faut arrêter cela]\", [cue: ont demandé] dans une tribune publiée par Le Phare [speaker: une trentaine d'artistes].",
    );
}

#[test]
fn a_clause_is_known_by_a_verb_in_marks_or_by_one_that_attributes() {
    check(
        "Le gouvernement \"[mixed: n'a pas l'intention de reculer]\" sur ce point, [cue: a déclaré] lundi [speaker: la ministre].",
    );
    check(
        "[indirect 1: Le patronat craint \"[term 2: un coup de frein]\"], [cue 1 2: reconnaît] [speaker 1 2: un conseiller].",
    );
    check("[indirect: Le trafic reprendra vendredi], [cue: a annoncé] [speaker: la SNCF].");
}

#[test]
fn what_describes_a_source_attributes_nothing() {
    check(
        "[cue: D'après] [speaker: une source proche du dossier], qui s'exprime sous couvert d'anonymat, \"[direct: rien n'est encore tranché]\".",
    );
    check(
        "\"[direct: Tout le monde descend !]\", [cue: a crié] [speaker: le conducteur], d'après des passagers.",
    );
}

#[test]
fn verbs_that_only_stand_beside_utterances() {
    check("« [direct: Non] », [cue: poursuit]-[speaker: il].");
    check("Il a entamé des travaux sur les « [term: zones grises] ».");
    check("« [direct: Cela n'a aucun sens] », [cue: abonde] [speaker: le maire].");
}

#[test]
fn a_dash_signs() {
    check("« [direct: On n'a rien vu venir ce soir-là] » — [speaker: Anne Roy], témoin");
    check("« [direct: On n'a rien vu venir ce soir-là. Rien.] »\n\n— [speaker: Anne Roy], témoin");
}

#[test]
fn titles_in_a_row() {
    check(
        "Elle est l'auteure de « Les Dunes du bout du monde », « Marée basse » ou encore « Le Phare ».",
    );
}

#[test]
fn an_attribution_inside_the_marks_tells_who_speaks() {
    check(
        "\"[direct: Nous avons tout perdu], [cue: raconte] [speaker: Anne Roy], 52 ans. [direct: L'eau est montée d'un coup.]\"",
    );
}

#[test]
fn what_belongs_together_by_its_marks_comes_first() {
    check(
        "\"[direct 1: C'est fini]\", [cue 1: a dit] [speaker 1: Paul Roy].\n\n\"[direct 2: Tout est calme.]\n\n\"[direct 2: Restez chez vous]\", [cue 2: a déclaré] [speaker 2: la préfète].",
    );
}

#[test]
fn an_unclaimed_sentence_is_by_who_was_reported_before() {
    check(
        "[speaker 1 2: Paul Roy] [cue 1: a affirmé] que [indirect 1: tout était prêt]. \"[direct 2: Il ne manque plus rien à bord.]\"",
    );
}
