"""Exercises and quizzes, a module a chapter: `EXERCISES` and `QUIZ` (see `pikku.workbook`)."""
