"""The rules that an officer may set, one function a rule: settings and facts into bounds, barred seats and teams."""
