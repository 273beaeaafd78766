//! What is counted from now or from a day, and what is told by number. All notes were written on Saturday, 6 March 2021, at 14:30.

use super::{check, check_in};

#[test]
fn durations_are_counted_from_now_or_from_a_named_day() {
    check(
        "Je rappelle dans 5 minutes",
        "dans 5 minutes = datetime 2021-03-06T14:35",
    );
    check(
        "il y a deux semaines",
        "il y a deux semaines = date 2021-02-20",
    );
    check_in(
        "en",
        "three days later",
        "three days later = date 2021-03-09",
    );
    check_in(
        "en",
        "two days after Easter",
        "two days after Easter = date 2021-04-06",
    );
    check(
        "les deux prochaines semaines",
        "deux prochaines semaines = datetime 2021-03-08T00:00/2021-03-22T00:00",
    );
}

#[test]
fn durations_begin_with_a_day_or_lie_on_one_side_of_it() {
    check_in(
        "en",
        "The mill is shut for two weeks starting May 20th",
        "two weeks starting May 20th = datetime 2021-05-20T00:00/2021-06-03T00:00",
    );
    check_in(
        "en",
        "The mill shut more than 2 days before yesterday",
        "2 days before yesterday = date ../2021-03-03",
    );
    check_in(
        "en",
        "The mill opens less than 3 days after tomorrow",
        "3 days after tomorrow = date 2021-03-07/2021-03-10",
    );
}

#[test]
fn decades_quarters_and_rests_are_stretches() {
    check(
        "Dans les années quatre-vingt-dix il peignait",
        "années quatre-vingt-dix = datetime 1990-01-01T00:00/2000-01-01T00:00",
    );
    check_in(
        "en",
        "the nineteen seventies",
        "nineteen seventies = datetime 1970-01-01T00:00/1980-01-01T00:00",
    );
    check_in(
        "en",
        "Q3 2019",
        "Q3 2019 = datetime 2019-07-01T00:00/2019-10-01T00:00",
    );
    check(
        "le reste de la semaine",
        "reste de la semaine = date 2021-03-06/2021-03-07",
    );
}

#[test]
fn decades_and_quarters_are_counted_as_months_are() {
    check_in(
        "en",
        "The mill should open in the next decade",
        "next decade = datetime 2030-01-01T00:00/2040-01-01T00:00",
    );
    check_in(
        "en",
        "What did the mill sell in the last two quarters",
        "two quarters = datetime 2020-07-01T00:00/2021-01-01T00:00",
    );
}

#[test]
fn weekdays_are_counted_by_weeks() {
    check(
        "mercredi dans deux semaines",
        "mercredi dans deux semaines = date 2021-03-17",
    );
    check_in("en", "next Friday", "Friday = date 2021-03-12");
    check_in(
        "en",
        "friday after next",
        "friday after next = date 2021-03-19",
    );
    check_in(
        "en",
        "4 tuesdays from now",
        "4 tuesdays from now = date 2021-03-30",
    );
    check_in(
        "en",
        "next week Sunday",
        "next week Sunday = date 2021-03-14",
    );
    check_in("es", "el lunes que viene", "lunes = date 2021-03-08");
    check_in(
        "en",
        "three weeks from tomorrow",
        "three weeks from tomorrow = date 2021-03-28",
    );
}

#[test]
fn months_and_weeks_may_be_told_by_number() {
    check("La foire est en 11/2022", "11/2022 = date 2022-11");
    check("La foire est en 2022-4", "2022-4 = date 2022-04");
    check("La foire tombe semaine 31", "semaine 31 = date 2021-W31");
    check_in(
        "en",
        "The fair lasts from week 30 to week 32 of 2022",
        "week 30 to week 32 of 2022 = date 2022-W30/2022-W32",
    );
    check_in(
        "en",
        "The fair closed in 2019 May",
        "2019 May = date 2019-05",
    );
    check_in(
        "en",
        "The fair is in the first week of 2022",
        "first week of 2022 = date 2022-W01",
    );
}

#[test]
fn months_that_hold_today_are_this_years() {
    check_in(
        "en",
        "The fair will run from February to May",
        "February to May = date 2021-02/2021-05",
    );
}

#[test]
fn a_day_and_now_are_the_ends_of_a_stretch_of_days() {
    check_in(
        "en",
        "The mill was closed between Jan 22 and now",
        "Jan 22 and now = date 2021-01-22/2021-03-06",
    );
}
