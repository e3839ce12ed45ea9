"""Words that tell nothing of what a text is about; lower case."""

from __future__ import annotations

COMMON = """
the and was were are but for not you your our has had have been they them that this with from its his her she
him who all any can did does out too very just more than then there their about again after before when what
which will would could should into over still only also some one two
что как это она они мне меня мой моя вас вам нас нам его для или при все всё без уже еще ещё был была
было были есть так там тут кто где когда потом после очень только чтобы если них тот эта эти
nie jest się był była było były oraz dla ale jak tak ten tego tej już mnie mój moja przez przy pod nad bez
który która które tylko bardzo jeszcze potem kiedy gdy czy jego jej ich pan pani mam
som sme ste bol bola bolo boli ale ako tak ten tej toho už mne môj moja pre pri pod nad bez ktorý ktorá ktoré
len veľmi ešte potom keď keby ich jeho jej mám nám vám aby
"""
