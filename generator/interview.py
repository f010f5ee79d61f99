"""
How the form asks: which fields come together, in which order, under which question. What a field is stands in `records`.

A test holds that every field of a kind is asked for once or named in NOT_ASKED.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """One screen of the form: an interviewer's question, and the fields that answer it."""

    name: str
    title: str
    words: str
    fields: tuple[str, ...]
    asks: dict[str, str] = field(default_factory=dict)
    """field → the question in place of its help"""
    helps: tuple[str, ...] = ()
    """fields whose help says more than their question: it stands under it"""


BODY = "body"
"""stands for the story under the fields"""

AMBASSADOR = (
    Step(
        "you",
        "Who are you?",
        "Pupils meet you by these three things. You can use your first name only, or another name.",
        ("name", "job_title", "summary"),
        {
            "name": "What shall we call you?",
            "job_title": "What is your job called?",
            "summary": "Who are you, in a sentence or two?",
        },
        helps=("name",),
    ),
    Step(
        "day",
        "What is your work like?",
        "These are the first three questions that pupils ask. Answer as you would on a bus.",
        ("what_i_do", "what_i_needed", "pay_and_hours"),
        {
            "what_i_do": "What do you do all day?",
            "what_i_needed": "What did you need to get in?",
            "pay_and_hours": "What are the pay and hours like?",
        },
        helps=(
            "what_i_needed",
            "pay_and_hours",
        ),
    ),
    Step(
        "work",
        "Where do you work?",
        "So that schools near you can find you. A district is near enough: never write an address.",
        ("industry", "district", "employer", "employer_size", "career"),
        {
            "industry": "Which industry?",
            "district": "Which district?",
            "employer": "Who do you work for?",
            "employer_size": "How big is it?",
            "career": "Which career page fits your job?",
        },
        helps=("district",),
    ),
    Step(
        "route",
        "How did you get here?",
        "Begin at school and go on, step by step. Jobs that went nowhere, breaks and second tries are ordinary steps.",
        ("route", "grew_up"),
        {"route": "Your steps, oldest first", "grew_up": "Where did you grow up?"},
        helps=("route", "grew_up"),
    ),
    Step(
        "honest",
        "Now the honest bits",
        "Answer the ones you like. Pupils remember these.",
        ("setback", "stereotype", "best_bit", "worst_bit", "advice", "new_job"),
        {
            "setback": "What went wrong, and what then?",
            "stereotype": "What do people get wrong about your job?",
            "best_bit": "What is the best bit?",
            "worst_bit": "What is the worst bit?",
            "advice": "What would you tell yourself at 14?",
            "new_job": "Did this job exist when you were at school?",
        },
    ),
    Step(
        "story",
        "Tell us one story",
        "Between 180 and 350 words. Begin with a moment, a smell or a noise. Leave an empty line between paragraphs; a line that begins with ## is a heading.",
        (BODY,),
        {BODY: "Your story"},
    ),
    Step(
        "schools",
        "What could you do for a school?",
        "Nothing here is a promise. The hub always asks you first.",
        ("formats", "activities", "key_stages", "subjects", "travels", "settings", "languages"),
        {
            "formats": "How can you meet a group?",
            "activities": "What do you offer?",
            "key_stages": "Which ages?",
            "subjects": "Which school subjects does your job use?",
            "travels": "How far do you travel?",
            "settings": "Where do you like to go?",
            "languages": "In which languages besides English?",
        },
    ),
    Step(
        "more",
        "Anything else?",
        "You can leave out all of this.",
        ("traits", "questions", "changing", "networks", "strands"),
        {
            "traits": "What are you like?",
            "questions": "What have pupils asked you?",
            "changing": "What is changing in your work?",
            "networks": "Which networks are you in?",
            "strands": "Which special programmes?",
        },
        helps=(
            "traits",
            "changing",
            "networks",
        ),
    ),
    Step(
        "photo",
        "A photograph, if you like",
        "You never need one: without it we draw a pattern with your initials. You must be alone in it, with no badge, street sign or number plate.",
        ("photo", "photo_alt"),
        {"photo": "Choose a picture", "photo_alt": "What does it show?"},
        helps=("photo_alt",),
    ),
    Step(
        "consent",
        "Do you agree?",
        "Read this first. Publishing is hard to undo, so take your time.",
        ("consent", "review_by", "visibility"),
        {
            "review_by": "When shall we ask you again?",
            "visibility": "Who can see your page?",
        },
        helps=(
            "review_by",
            "visibility",
        ),
    ),
)

EVENT = (
    Step(
        "what",
        "What is on?",
        "Write it so that a pupil wants to come.",
        ("title", "summary", "kind"),
        {"title": "What is it called?", "summary": "What happens?", "kind": "What kind of event is it?"},
    ),
    Step(
        "when",
        "When?",
        "The time on a clock on the wall there.",
        ("starts", "ends", "repeats", "except"),
        {
            "starts": "When does it start?",
            "ends": "When does it end?",
            "repeats": "Does it come again?",
            "except": "On which days not?",
        },
        helps=("starts", "repeats", ),
    ),
    Step(
        "where",
        "Where?",
        "The name of the place and its district. No street and no postcode.",
        ("mode", "place", "venue"),
        {
            "mode": "In person or online?",
            "place": "Where is it?",
            "venue": "Or is it at a place that has a page here?",
        },
    ),
    Step(
        "who",
        "Who is it for?",
        "And what does it cost them?",
        ("audiences", "key_stages", "cost", "booking"),
        {
            "audiences": "Who is it for?",
            "key_stages": "Which ages?",
            "cost": "What does it cost?",
            "booking": "How do people book?",
        },
        helps=("cost", ),
    ),
    Step(
        "wanted",
        "Ambassadors wanted?",
        "Leave this empty if you have everybody you need.",
        ("wanted",),
        {"wanted": "Whom do you need?"},
    ),
    Step(
        "more",
        "Anything else?",
        "You can leave out all of this.",
        (
            BODY, "access", "organisers", "partners", "funders", "series", "subjects", "activities", "benchmarks",
            "ambassadors", "status",
        ),
        {
            BODY: "What will people do, see and smell?",
            "access": "Getting in and taking part",
            "organisers": "Who runs it?",
            "partners": "Who helps?",
            "funders": "Who pays for it?",
            "status": "Is it going ahead?",
        },
    ),
)  # fmt: skip

CASE_STUDY = (
    Step(
        "what",
        "What happened?",
        "A true story about a visit, a club or a day.",
        ("title", "summary", "kind", "date", "author", "author_role"),
        {"title": "What is the story called?", "summary": "The story in a sentence or two", "kind": "What kind of text is it?"},
    ),
    Step(
        "story",
        "Tell the story",
        "In the order in which it happened. No pupil’s name, ever.",
        (BODY,),
        {BODY: "The story"},
    ),
    Step(
        "who",
        "Who was in it?",
        "You can leave out all of this.",
        ("ambassadors", "events", "organisations", "district"),
    ),
    Step(
        "learnt",
        "What was it about?",
        "You can leave out all of this.",
        ("subjects", "key_stages", "benchmarks", "networks", "people_reached", "schools_reached"),
    ),
    Step(
        "photo",
        "A photograph, if you like",
        "No child may be in it, not even from behind.",
        ("photo", "photo_alt"),
        {"photo": "Choose a picture", "photo_alt": "What does it show?"},
        helps=("photo_alt",),
    ),
)  # fmt: skip

INTERVIEWS: dict[str, tuple[Step, ...]] = {
    "ambassadors": AMBASSADOR,
    "events": EVENT,
    "case-studies": CASE_STUDY,
}
"""Every kind that has a form, by its collection."""

NOT_ASKED: dict[str, frozenset[str]] = {
    "ambassadors": frozenset({"formerly"}),
    "events": frozenset({"formerly", "write_up"}),
    "case-studies": frozenset({"formerly", "claims"}),
}
"""Fields for hub staff: the form keeps what stands in them and asks nobody."""
