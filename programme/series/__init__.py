"""Weekly series: the rule, what is typed for it, and the sessions that come of it."""
