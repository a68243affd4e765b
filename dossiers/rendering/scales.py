"""The scales that every dossier prints, so that its letters and words can be read without another book."""

# NATO AJP-2.1, Admiralty grading: source and information are judged apart from each other.
RELIABILITY = (
    ("A", "Completely reliable"),
    ("B", "Usually reliable"),
    ("C", "Fairly reliable"),
    ("D", "Not usually reliable"),
    ("E", "Unreliable"),
    ("F", "Cannot be judged"),
)
CREDIBILITY = (
    ("1", "Confirmed by independent sources"),
    ("2", "Probably true"),
    ("3", "Possibly true"),
    ("4", "Doubtful"),
    ("5", "Improbable"),
    ("6", "Cannot be judged"),
)
# Intelligence Community Directive 203.
LIKELIHOOD = (
    ("almost no chance", "1 to 5 %"),
    ("very unlikely", "5 to 20 %"),
    ("unlikely", "20 to 45 %"),
    ("roughly even chance", "45 to 55 %"),
    ("likely", "55 to 80 %"),
    ("very likely", "80 to 95 %"),
    ("almost certain", "95 to 99 %"),
)
